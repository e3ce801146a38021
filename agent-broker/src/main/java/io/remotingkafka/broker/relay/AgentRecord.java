package io.remotingkafka.broker.relay;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.event.SessionSummary;
import io.remotingkafka.protocol.session.CloseCode;
import io.vertx.core.Future;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the agents topic says of one agent, and what this instance adds to it. On the agent's event loop. */
final class AgentRecord {
    private static final Logger LOG = Logger.getLogger(AgentRecord.class);

    private final RelayContext relay;
    private final int partition;
    private AgentState state;

    AgentRecord(AgentState state, int partition, RelayContext relay) {
        this.state = state;
        this.partition = partition;
        this.relay = relay;
    }

    AgentState state() {
        return state;
    }

    /** Another instance is said to hold the agent's session. */
    boolean isElsewhere() {
        return state.session()
                .filter(live -> !live.instance().equals(relay.instance()))
                .isPresent();
    }

    /** This instance is said to hold it. */
    boolean isHere() {
        return state.session()
                .filter(live -> live.instance().equals(relay.instance()))
                .isPresent();
    }

    /** The agents topic says so. What this instance wrote itself comes back too, and may be behind what it has done since. */
    void read(AgentState newer) {
        if (newer.readFrom() >= state.readFrom()) {
            state = newer;
        }
    }

    /** This instance holds a session whose {@code Open} stands at that offset. Done when that is stored. */
    Future<Void> connected(LiveSession live, long openOffset) {
        state = state.connected(live, openOffset);
        return publish(new AgentEvent.AgentConnected(state));
    }

    /** Nobody holds a session; the next one's {@code Open} stands at that offset or behind it. */
    void disconnected(long readFrom, CloseCode code, String reason, Optional<SessionSummary> summary) {
        state = state.disconnected(readFrom);
        publish(new AgentEvent.AgentDisconnected(state, code, reason, summary));
    }

    /** A late event of another instance stands behind ours: writes ours again. */
    void restate() {
        publish(new AgentEvent.AgentConnected(state));
    }

    private Future<Void> publish(AgentEvent event) {
        return relay.publish()
                .apply(partition, event)
                .onFailure(
                        e -> LOG.errorf("agent=%s the event %s is lost: %s", state.id(), event.type(), e.getMessage()));
    }
}
