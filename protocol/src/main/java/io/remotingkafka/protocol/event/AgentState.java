package io.remotingkafka.protocol.event;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.util.Optional;

/**
 * All that is known of one agent, kept on a compacted topic: the truth about who serves it.
 *
 * @param controller the agent's controller
 * @param agent the agent
 * @param session the connection that is held for it, if any
 * @param readFrom the offset in its {@code .up} topic at which the next reader begins: that of the open session's
 *     {@code Open}, or the one behind the last frame of the session that ended
 * @param origin why it exists
 */
public record AgentState(
        ControllerName controller, AgentName agent, Optional<LiveSession> session, long readFrom, AgentOrigin origin) {
    public AgentState {
        // Records that were written before there were pools have none.
        origin = origin == null ? new AgentOrigin.Configured() : origin;
    }

    /** An agent of the configuration that has never been connected. */
    public static AgentState fresh(AgentId id, long readFrom) {
        return fresh(id, readFrom, new AgentOrigin.Configured());
    }

    /** An agent that has never been connected. */
    public static AgentState fresh(AgentId id, long readFrom, AgentOrigin origin) {
        return new AgentState(id.controller(), id.agent(), Optional.empty(), readFrom, origin);
    }

    /** Whose state this is. */
    public AgentId id() {
        return new AgentId(controller, agent);
    }

    /** With this session, whose {@code Open} stands at that offset. */
    public AgentState connected(LiveSession live, long openOffset) {
        return new AgentState(controller, agent, Optional.of(live), openOffset, origin);
    }

    /** Without a session; the next reader begins at that offset. */
    public AgentState disconnected(long nextOffset) {
        return new AgentState(controller, agent, Optional.empty(), nextOffset, origin);
    }
}
