package io.remotingkafka.agent.door;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remotingkafka.agent.AgentConfig;
import io.remotingkafka.agent.tunnel.AgentTunnel;
import io.remotingkafka.agent.tunnel.TunnelState;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where agent.jar comes in: an HTTP port that answers the four requests an inbound agent makes of its controller, and a
 * TCP port for JNLP4 agents. Everything else is 404. Both listen on loopback unless configured otherwise.
 */
@ApplicationScoped
public class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final int MAX_HEADERS_BYTES = 64 * 1024;
    private static final int CLOSING_SECONDS = 1;

    private final AgentConfig config;
    private final AgentTunnel tunnel;
    private final Vertx vertx;
    private final ReconnectBackoff backoff = new ReconnectBackoff();
    private final Clock clock = Clock.systemUTC();
    private volatile int httpPort;
    private volatile int tcpPort;

    Door(AgentConfig config, AgentTunnel tunnel, Vertx vertx) {
        this.config = config;
        this.tunnel = tunnel;
        this.vertx = vertx;
    }

    void open(@Observes StartupEvent event) {
        vertx.deployVerticle(new Listening())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    void close(@Observes ShutdownEvent event) {
        tunnel.close();
    }

    /** The port of agent.jar's {@code -url}. */
    public int httpPort() {
        return httpPort;
    }

    /** Opens both ports on one event loop, which the tunnel shares: sockets and sessions need no locks. */
    private final class Listening extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            tunnel.start(context);
            AgentConfig.Agent agent = config.agent();
            TcpEntrance tcp = new TcpEntrance(vertx, tunnel, backoff);
            NetServer tcpServer = vertx.createNetServer(
                            new NetServerOptions().setHost(agent.listenHost()).setPort(agent.tcpPort()))
                    .connectHandler(tcp::connected);
            HttpServer httpServer = vertx.createHttpServer(httpOptions(agent));
            listen("remoting.agent.tcp-port", agent.tcpPort(), tcpServer.listen())
                    .compose(tcpBound -> {
                        tcpPort = tcpBound.actualPort();
                        httpServer.requestHandler(new Routes(tcpPort)::route);
                        return listen("remoting.agent.port", agent.port(), httpServer.listen());
                    })
                    .<Void>map(httpBound -> {
                        httpPort = httpBound.actualPort();
                        LOG.infof(
                                "agent=%s waiting for agent.jar at http://%s:%d/ and, for TCP agents, port %d",
                                tunnel.agentName(), agent.listenHost(), httpPort, tcpPort);
                        return null;
                    })
                    .onComplete(started);
        }
    }

    private static HttpServerOptions httpOptions(AgentConfig.Agent agent) {
        return new HttpServerOptions()
                .setHost(agent.listenHost())
                .setPort(agent.port())
                .setMaxHeaderSize(MAX_HEADERS_BYTES)
                .setMaxInitialLineLength(MAX_HEADERS_BYTES)
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    private static <T> Future<T> listen(String key, int port, Future<T> listening) {
        return listening.recover(failure -> Future.failedFuture(new IllegalStateException(
                key + "=" + port + ": this port cannot be opened: " + failure.getMessage(), failure)));
    }

    private final class Routes {
        private final WebSocketEntrance webSockets = new WebSocketEntrance(vertx, tunnel, backoff);
        private final Downloads downloads;

        Routes(int tcpPort) {
            this.downloads = new Downloads(tunnel, config.agent().listenHost(), tcpPort);
        }

        void route(HttpServerRequest request) {
            if (!request.method().equals(HttpMethod.GET)) {
                Answers.text(request, 405, "The sidecar answers GET alone");
                return;
            }
            switch (request.path()) {
                case "/login", "/login/" -> login(request);
                case "/wsagents" ->
                    request.response()
                            .setStatusCode(302)
                            .putHeader("Location", "/wsagents/")
                            .end();
                case "/wsagents/" -> whenReady(request, () -> webSockets.upgrade(request));
                case "/jnlpJars/agent.jar" -> whenReady(request, () -> downloads.agentJar(request));
                case "/tcpSlaveAgentListener", "/tcpSlaveAgentListener/" ->
                    whenReady(request, () -> downloads.tcpListener(request));
                case null -> Answers.text(request, 400, "A path is missing");
                default ->
                    Answers.text(
                            request,
                            404,
                            "The sidecar knows /login, /wsagents/, /tcpSlaveAgentListener/ and"
                                    + " /jnlpJars/agent.jar; nothing else of the controller can be reached through it");
            }
        }

        /** agent.jar asks here first, and comes back after 1, 3, 7, then 10 s until the answer is 200. */
        private void login(HttpServerRequest request) {
            Optional<Duration> wait = backoff.remaining(clock.instant());
            if (wait.isPresent()) {
                Answers.text(
                        request,
                        503,
                        "The agent's last connections ended within seconds; next try in "
                                + wait.get().toSeconds() + " s. Does the agent's Java suit the controller?");
            } else {
                whenReady(request, () -> Answers.text(request, 200, "Ready"));
            }
        }

        private void whenReady(HttpServerRequest request, Runnable action) {
            switch (tunnel.state()) {
                case TunnelState.Ready() -> action.run();
                case TunnelState.Connecting(String reason) -> Answers.text(request, 503, "Not ready: " + reason);
            }
        }
    }
}
