package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.HeaderLimits;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.tunnel.leg.Leg;
import io.remotingkafka.tunnel.leg.TcpLeg;
import io.remotingkafka.tunnel.leg.WebSocketLeg;
import io.remotingkafka.tunnel.leg.WebSocketLeg.KeepAlive;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.impl.WebSocketInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One controller, as the relay sees it: it dials it, fetches two resources from it and asks it who is idle. */
public final class ControllerClient implements AutoCloseable {
    private static final String WS_AGENTS = "wsagents/";
    private static final String TCP_LISTENER = "tcpSlaveAgentListener/";

    private final Controller controller;
    private final Vertx vertx;
    private final HttpClient http;
    private final OnLoop loop;
    private final WebSocketClient webSockets;
    private final NetClient tcp;
    private final ControllerAdmin admin;

    ControllerClient(Controller controller, Vertx vertx) {
        this.controller = controller;
        this.vertx = vertx;
        this.http = vertx.createHttpClient(ClientOptions.http(controller));
        this.webSockets = vertx.createWebSocketClient(ClientOptions.webSocket(controller));
        this.tcp = vertx.createNetClient(ClientOptions.tcp());
        this.loop = new OnLoop(vertx);
        this.admin = new ControllerAdmin(controller, http, loop);
    }

    /** Which controller this is. */
    public Controller controller() {
        return controller;
    }

    /** What the broker may do there as a user. */
    public ControllerAdmin admin() {
        return admin;
    }

    /** Upgrades {@code /wsagents/} with these headers. Never fails: what goes wrong is a {@link Dialed.Rejected}. */
    public Future<Dialed> dialWebSocket(List<Header> headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(controller.base().getHost())
                .setPort(controller.port())
                .setSsl(controller.isTls())
                .setURI(controller.path(WS_AGENTS))
                .setTimeout(ClientOptions.ANSWER_MILLIS)
                .addHeader("Origin", controller.origin());
        headers.forEach(header -> options.addHeader(header.name(), header.value()));
        return webSockets
                .connect(options)
                .map(this::connected)
                .otherwise(failure -> new Dialed.Rejected(
                        switch (failure) {
                            case UpgradeRejectedException e ->
                                Refusals.answered(
                                        controller,
                                        WS_AGENTS,
                                        e.getStatus(),
                                        e.getHeaders().get("Location"),
                                        e.getBody() == null ? "" : e.getBody().toString());
                            default -> Refusals.unreachable(controller, failure);
                        }));
    }

    private Dialed connected(WebSocket socket) {
        // Vert.x does not offer to cut a client's WebSocket off below its closing handshake.
        Runnable force = () -> {
            var unused = ((WebSocketInternal) socket).channelHandlerContext().close();
        };
        WebSocketLeg leg = new WebSocketLeg(vertx, socket, KeepAlive.PONG_ALWAYS, force);
        return new Dialed.Connected(leg, new Opened(101, carried(socket.headers())));
    }

    /** Asks for the agent port and connects to it. Never fails, as {@link #dialWebSocket}. */
    public Future<Dialed> dialTcp() {
        return fetch(TCP_LISTENER, List.of())
                .compose(listener -> switch (listener) {
                    case Dialed.Rejected rejected -> Future.succeededFuture(rejected);
                    case Dialed.Connected(Leg leg, Opened answer) -> {
                        // The body says the same as the headers.
                        leg.close(CloseCode.PEER_CLOSED, "not needed");
                        yield connect(answer.headers());
                    }
                })
                .otherwise(failure -> new Dialed.Rejected(Refusals.unreachable(controller, failure)));
    }

    private Future<Dialed> connect(List<Header> listener) {
        Optional<AgentPort> found = AgentPort.of(listener);
        if (found.isEmpty()) {
            return Future.succeededFuture(new Dialed.Rejected(Refusals.noAgentPort(controller)));
        }
        AgentPort port = found.get();
        return tcp.connect(port.port(), port.host().orElse(controller.base().getHost()))
                .map(socket -> {
                    socket.pause();
                    return new Dialed.Connected(new TcpLeg(vertx, socket), new Opened(200, List.of()));
                });
    }

    /** {@code jnlpJars/agent.jar}: the leg delivers it and ends. Never fails, as {@link #dialWebSocket}. */
    public Future<Dialed> agentJar(List<Header> headers) {
        return fetch("jnlpJars/agent.jar", headers);
    }

    /** {@code tcpSlaveAgentListener/}, as {@link #agentJar}. */
    public Future<Dialed> tcpListener(List<Header> headers) {
        return fetch(TCP_LISTENER, headers);
    }

    private Future<Dialed> fetch(String resource, List<Header> headers) {
        return request(HttpMethod.GET, resource)
                .compose(request -> {
                    headers.forEach(header -> request.putHeader(header.name(), header.value()));
                    return request.send();
                })
                .compose(response -> {
                    if (response.statusCode() == 200) {
                        return Future.<Dialed>succeededFuture(new Dialed.Connected(
                                new ResponseLeg(response), new Opened(200, carried(response.headers()))));
                    }
                    return response.body()
                            .map(body -> new Dialed.Rejected(Refusals.answered(
                                    controller,
                                    resource,
                                    response.statusCode(),
                                    response.getHeader("Location"),
                                    body.toString())));
                })
                .otherwise(failure -> new Dialed.Rejected(Refusals.unreachable(controller, failure)));
    }

    /** Whether it answers as a controller does: agent.jar's first question. Fails with what came instead. */
    public Future<Void> check() {
        return loop.begin(this::checkOnLoop);
    }

    private Future<Void> checkOnLoop() {
        return fetch("login", List.of()).compose(login -> switch (login) {
            case Dialed.Connected(Leg leg, Opened answer) -> {
                leg.close(CloseCode.PEER_CLOSED, "not needed");
                yield answer.headers().stream().anyMatch(ControllerClient::isOfController)
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                Refusals.foreignPage(controller, "login").text());
            }
            case Dialed.Rejected(Refused refusal) -> Future.failedFuture(refusal.text());
        });
    }

    /** Jenkins has X-Jenkins on every page, Hudson X-Hudson or X-Hudson-Theme. */
    private static boolean isOfController(Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        return name.startsWith("x-jenkins") || name.startsWith("x-hudson");
    }

    /** The agents whose executors all are idle. Fails where the controller does not tell. */
    public Future<Set<String>> idleAgents() {
        return loop.begin(this::idleAgentsOnLoop);
    }

    private Future<Set<String>> idleAgentsOnLoop() {
        return request(HttpMethod.GET, "computer/api/json?tree=computer[displayName,idle]")
                .compose(HttpClientRequest::send)
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("controller " + controller + " answered computer/api/json with status "
                                + response.statusCode()
                                + ": remoting.controllers." + controller.name() + ".user needs Overall/Read"))
                .map(body -> body.toJsonObject().getJsonArray("computer", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .filter(computer -> computer.getBoolean("idle", false))
                        .map(computer -> computer.getString("displayName"))
                        .collect(Collectors.toSet()));
    }

    /** Has the controller end the agent's connection, held by whomever; needs Agent/Disconnect. */
    public Future<Void> disconnect(AgentName agent) {
        String encoded =
                URLEncoder.encode(agent.value(), StandardCharsets.UTF_8).replace("+", "%20");
        return request(HttpMethod.POST, "computer/" + encoded + "/doDisconnect?offlineMessage=taken%20over")
                .compose(HttpClientRequest::send)
                .compose(response -> response.statusCode() < 400
                        ? Future.succeededFuture()
                        : Future.failedFuture("doDisconnect was answered with status " + response.statusCode()));
    }

    private Future<HttpClientRequest> request(HttpMethod method, String resource) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(controller.base().getHost())
                .setPort(controller.port())
                .setSsl(controller.isTls())
                .setURI(controller.path(resource))
                .setTimeout(ClientOptions.ANSWER_MILLIS);
        controller.authorization().ifPresent(value -> options.putHeader("Authorization", value));
        return http.request(options);
    }

    /** The controller's headers that agent.jar is to see, as far as a frame carries them. */
    private static List<Header> carried(MultiMap headers) {
        return HeaderLimits.fitting(headers.entries().stream()
                .filter(entry -> !entry.getKey().equalsIgnoreCase("Set-Cookie"))
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public void close() {
        webSockets.close();
        http.close();
        tcp.close();
    }
}
