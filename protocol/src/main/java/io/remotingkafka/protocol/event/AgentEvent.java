package io.remotingkafka.protocol.event;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.session.CloseCode;
import java.util.Optional;

/**
 * What happened to an agent. Each event carries the agent's whole state, so that the topic may be compacted: the last
 * event of a key is enough.
 */
public sealed interface AgentEvent extends Event {
    /** The state from now on. */
    AgentState state();

    @Override
    default String subject() {
        return state().id().key();
    }

    /** The agent exists: its topics were made, and its sessions will be accepted. */
    record AgentRegistered(AgentState state) implements AgentEvent {
        static final String TYPE = "io.remotingkafka.agent.registered";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** A broker instance holds a session of the agent. */
    record AgentConnected(AgentState state) implements AgentEvent {
        static final String TYPE = "io.remotingkafka.agent.connected";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * The agent's session ended.
     *
     * @param summary what it carried; empty where the instance that knew it is gone
     */
    record AgentDisconnected(AgentState state, CloseCode code, String reason, Optional<SessionSummary> summary)
            implements AgentEvent {
        static final String TYPE = "io.remotingkafka.agent.disconnected";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The agent's topics go, and this record, the last of its key, is followed by a tombstone. */
    record AgentRetired(AgentState state) implements AgentEvent {
        static final String TYPE = "io.remotingkafka.agent.retired";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Of which agent. */
    default AgentId agent() {
        return state().id();
    }
}
