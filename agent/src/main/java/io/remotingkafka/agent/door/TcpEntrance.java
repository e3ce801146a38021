package io.remotingkafka.agent.door;

import io.remotingkafka.agent.tunnel.AgentTunnel;
import io.remotingkafka.agent.tunnel.TunnelState;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.leg.Leg;
import io.remotingkafka.tunnel.leg.TcpLeg;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The TCP port of JNLP4 agents. agent.jar connects once and closes, as a probe, before it connects in earnest; since it
 * speaks first, a session is opened with its first bytes and a probe makes none.
 */
final class TcpEntrance {
    private static final Logger LOG = Logger.getLogger(TcpEntrance.class);

    private final Vertx vertx;
    private final AgentTunnel tunnel;
    private final ReconnectBackoff backoff;

    TcpEntrance(Vertx vertx, AgentTunnel tunnel, ReconnectBackoff backoff) {
        this.vertx = vertx;
        this.tunnel = tunnel;
        this.backoff = backoff;
    }

    void connected(NetSocket socket) {
        socket.exceptionHandler(e -> LOG.debugf("A connection of agent.jar failed: %s", e.getMessage()));
        socket.handler(first -> {
            socket.handler(null);
            socket.pause();
            if (!(tunnel.state() instanceof TunnelState.Ready)) {
                LOG.warnf("agent=%s a TCP connection came while %s", tunnel.agentName(), tunnel.state());
                socket.close();
            } else if (tunnel.connection().isPresent()) {
                LOG.warnf("agent=%s a second TCP connection is refused while the first is open", tunnel.agentName());
                socket.close();
            } else {
                Connection connection =
                        new Connection(tunnel, SessionKind.TCP, List.of(), backoff, new Held(socket, first));
                socket.closeHandler(v -> connection.abandon());
            }
        });
    }

    private final class Held implements Connection.Entrance {
        private final NetSocket socket;
        private final Buffer first;

        Held(NetSocket socket, Buffer first) {
            this.socket = socket;
            this.first = first;
        }

        @Override
        public Future<Leg> admit(Opened opened) {
            return Future.succeededFuture(new FirstBytesLeg(new TcpLeg(vertx, socket), first));
        }

        @Override
        public void refuse(Refused refused) {
            LOG.warnf(
                    "agent=%s TCP connection refused by=%s status=%d: %s",
                    tunnel.agentName(), refused.reason(), refused.status(), refused.text());
            socket.close();
        }

        @Override
        public void giveUp(String reason) {
            socket.close();
        }
    }
}
