package io.remotingkafka.agent.door;

import io.remotingkafka.agent.tunnel.AgentTunnel;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.leg.Bridge;
import io.remotingkafka.tunnel.leg.Leg;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.remotingkafka.tunnel.session.Traffic;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jboss.logging.Logger;

/** One connection of agent.jar, from its request to its end: what WebSocket and TCP have in common. */
final class Connection implements SessionEndpoint.Listener {
    /** What differs between the two. */
    interface Entrance {
        /** The controller has accepted: make the socket ready and give it. */
        Future<Leg> admit(Opened opened);

        /** The controller or the broker has not. */
        void refuse(Refused refused);

        /** The session ended before it was answered. */
        void giveUp(String reason);
    }

    private static final Logger LOG = Logger.getLogger(Connection.class);

    private final AgentTunnel tunnel;
    private final Entrance entrance;
    private final ReconnectBackoff backoff;
    private final Clock clock = Clock.systemUTC();
    private final Queue<Buffer> early = new ArrayDeque<>();
    private final SessionEndpoint session;
    private Bridge bridge;
    private Instant openedAt;
    private boolean over;

    Connection(
            AgentTunnel tunnel, SessionKind kind, List<Header> headers, ReconnectBackoff backoff, Entrance entrance) {
        this.tunnel = tunnel;
        this.entrance = entrance;
        this.backoff = backoff;
        this.session = tunnel.open(kind, headers, this);
        LOG.infof(
                "agent=%s session=%s asking for a %s connection",
                tunnel.agentName(), session.id().brief(), kind);
    }

    /** agent.jar hung up before the answer came. */
    void abandon() {
        session.abort(CloseCode.ABANDONED, "agent.jar hung up before the answer came");
    }

    @Override
    public void opened(Opened opened) {
        openedAt = clock.instant();
        entrance.admit(opened)
                .onSuccess(this::begin)
                .onFailure(e -> session.abort(CloseCode.PEER_FAILED, "agent.jar: " + e.getMessage()));
    }

    private void begin(Leg leg) {
        bridge = new Bridge(leg, session, "agent.jar");
        if (over) {
            leg.close(CloseCode.ABANDONED, "the session ended meanwhile");
            return;
        }
        LOG.infof("agent=%s session=%s open", tunnel.agentName(), session.id().brief());
        bridge.start();
        early.forEach(bridge::write);
        early.clear();
    }

    @Override
    public void refused(Refused refused) {
        over = true;
        entrance.refuse(refused);
    }

    @Override
    public void data(Buffer bytes) {
        if (bridge == null) {
            early.add(bytes);
        } else {
            bridge.write(bytes);
        }
    }

    @Override
    public void writable() {
        if (bridge != null) {
            bridge.writable();
        }
    }

    @Override
    public void closed(SessionEnd end) {
        over = true;
        if (bridge != null) {
            bridge.sessionClosed(end);
        } else if (openedAt == null) {
            entrance.giveUp(end.reason());
        }
        // Else the socket is just being made ready, and will be closed as soon as it is.
        Traffic traffic = session.traffic();
        LOG.infof(
                "agent=%s session=%s ended code=%s by=%s up=%dB/%d down=%dB/%d duplicates=%d: %s",
                tunnel.agentName(),
                session.id().brief(),
                end.code(),
                end.byPeer() ? "broker" : "agent",
                traffic.bytesSent(),
                traffic.framesSent(),
                traffic.bytesReceived(),
                traffic.framesReceived(),
                traffic.duplicates(),
                end.reason());
        if (openedAt != null) {
            backoff.ended(Duration.between(openedAt, clock.instant()), clock.instant());
        }
    }

    @Override
    public void finished() {
        LOG.debugf(
                "agent=%s session=%s finished", tunnel.agentName(), session.id().brief());
    }
}
