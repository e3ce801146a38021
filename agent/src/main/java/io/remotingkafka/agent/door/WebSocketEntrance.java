package io.remotingkafka.agent.door;

import io.remotingkafka.agent.tunnel.AgentTunnel;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.HeaderLimits;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.leg.Leg;
import io.remotingkafka.tunnel.leg.WebSocketLeg;
import io.remotingkafka.tunnel.leg.WebSocketLeg.KeepAlive;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * {@code /wsagents/}: holds agent.jar's upgrade until the controller's own answer has come through the tunnel, and gives
 * it that answer.
 */
final class WebSocketEntrance {
    private final Vertx vertx;
    private final AgentTunnel tunnel;
    private final ReconnectBackoff backoff;

    WebSocketEntrance(Vertx vertx, AgentTunnel tunnel, ReconnectBackoff backoff) {
        this.vertx = vertx;
        this.tunnel = tunnel;
        this.backoff = backoff;
    }

    void upgrade(HttpServerRequest request) {
        List<Header> headers = HandshakeHeaders.endToEnd(request.headers());
        Optional<String> oversized = HeaderLimits.violation(headers);
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            Answers.text(request, 400, "This endpoint is only for use from agent.jar in WebSocket mode");
        } else if (oversized.isPresent()) {
            Answers.text(request, 431, oversized.get());
        } else if (tunnel.connection().isPresent()) {
            // As the controller would say it, but without a journey through Kafka that would supersede the first.
            Answers.text(
                    request,
                    400,
                    tunnel.agentName() + " is already connected to this controller. Rejecting this connection.");
        } else {
            request.pause();
            Connection connection = new Connection(tunnel, SessionKind.WEBSOCKET, headers, backoff, new Held(request));
            request.connection().closeHandler(v -> connection.abandon());
        }
    }

    private final class Held implements Connection.Entrance {
        private final HttpServerRequest request;

        Held(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public Future<Leg> admit(Opened opened) {
            for (Header header : opened.headers()) {
                if (header.isEndToEnd()) {
                    request.response().putHeader(header.name(), header.value());
                }
            }
            // From here on the WebSocket itself tells when it ends.
            request.connection().closeHandler(null);
            request.resume();
            return request.toWebSocket()
                    .map(socket ->
                            new WebSocketLeg(vertx, socket, KeepAlive.PING_WHILE_DATA_FLOWS, () -> request.connection()
                                    .close()));
        }

        @Override
        public void refuse(Refused refused) {
            Answers.refusal(request, refused);
        }

        @Override
        public void giveUp(String reason) {
            request.resume();
            Answers.text(request, 504, reason);
        }
    }
}
