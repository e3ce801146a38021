package io.remotingkafka.testbed.hudson.standin;

import io.remotingkafka.testbed.hudson.HudsonController;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.Optional;
import java.util.Set;

/**
 * A Hudson that listens on loopback, seen from other machines and in WebSocket mode: its pages and its REST API pass through
 * unchanged, agents find {@code wsagents/} beside them, TCP agents a port.
 */
final class ControllerFront {
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer");
    private static final String AGENT_PORT = "X-Hudson-JNLP-Port";

    private final Vertx vertx;
    private final HudsonController hudson;
    private final int agentPort;
    private final HttpClient http;
    private final NetClient tcp;
    private final AgentDoor door;

    ControllerFront(Vertx vertx, HudsonController hudson, int agentPort) {
        this.vertx = vertx;
        this.hudson = hudson;
        this.agentPort = agentPort;
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64));
        this.tcp = vertx.createNetClient();
        this.door = new AgentDoor(vertx, hudson.agentPort(), this::secret);
    }

    /** Listens on all addresses. */
    Future<Void> listen(int httpPort) {
        return vertx.createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(64 * 1024))
                .requestHandler(this::handle)
                .listen(httpPort, "0.0.0.0")
                .compose(
                        v -> vertx.createNetServer().connectHandler(this::carry).listen(agentPort, "0.0.0.0"))
                .mapEmpty();
    }

    private Optional<String> secret(String node) {
        return hudson.nodes().exists(node) ? Optional.of(hudson.nodes().secret(node)) : Optional.empty();
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/wsagents/" -> door.handle(request);
            case "/wsagents" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/wsagents/")
                        .end();
            // Its name in Jenkins.
            case "/jnlpJars/agent.jar" -> pass(request, "/jnlpJars/slave.jar");
            default -> pass(request, request.uri());
        }
    }

    private void pass(HttpServerRequest request, String uri) {
        request.pause();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost("127.0.0.1")
                .setPort(hudson.url().getPort())
                .setURI(uri)
                .setHeaders(endToEnd(request.headers()));
        http.request(options)
                .compose(out -> out.send(request))
                .compose(answer -> answer(answer, request.response()))
                .onFailure(e -> {
                    HttpServerResponse response = request.response();
                    if (response.headWritten() || response.closed()) {
                        request.connection().close();
                    } else {
                        response.setStatusCode(503).end("Please wait: " + e.getMessage() + "\n");
                    }
                });
    }

    private Future<Void> answer(HttpClientResponse from, HttpServerResponse to) {
        to.setStatusCode(from.statusCode());
        to.headers().setAll(endToEnd(from.headers()));
        if (to.headers().contains(AGENT_PORT)) {
            to.putHeader(AGENT_PORT, String.valueOf(agentPort));
        }
        if (!to.headers().contains("Content-Length")) {
            to.setChunked(true);
        }
        return from.pipeTo(to);
    }

    private static MultiMap endToEnd(MultiMap headers) {
        MultiMap kept = MultiMap.caseInsensitiveMultiMap().addAll(headers);
        HOP_BY_HOP.forEach(kept::remove);
        return kept;
    }

    private void carry(NetSocket agent) {
        agent.pause();
        tcp.connect(hudson.agentPort(), "127.0.0.1")
                .onFailure(e -> agent.close())
                .onSuccess(controller -> {
                    agent.pipeTo(controller).onComplete(v -> controller.close());
                    controller.pipeTo(agent).onComplete(v -> agent.close());
                });
    }
}
