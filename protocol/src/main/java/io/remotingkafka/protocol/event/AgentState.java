package io.remotingkafka.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param provisioned what it was made for; empty for an agent of the configuration
 */
public record AgentState(
        ControllerName controller,
        AgentName agent,
        Optional<LiveSession> session,
        long readFrom,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<AgentOrigin.Provisioned> provisioned) {
    /** An agent of the configuration. */
    public AgentState(ControllerName controller, AgentName agent, Optional<LiveSession> session, long readFrom) {
        this(controller, agent, session, readFrom, Optional.empty());
    }

    /** An agent of the configuration that has never been connected. */
    public static AgentState fresh(AgentId id, long readFrom) {
        return fresh(id, readFrom, new AgentOrigin.Configured());
    }

    /** An agent that has never been connected. */
    public static AgentState fresh(AgentId id, long readFrom, AgentOrigin origin) {
        Optional<AgentOrigin.Provisioned> provisioned =
                switch (origin) {
                    case AgentOrigin.Configured() -> Optional.empty();
                    case AgentOrigin.Provisioned made -> Optional.of(made);
                };
        return new AgentState(id.controller(), id.agent(), Optional.empty(), readFrom, provisioned);
    }

    /** Why it exists. */
    public AgentOrigin origin() {
        return provisioned.<AgentOrigin>map(made -> made).orElseGet(AgentOrigin.Configured::new);
    }

    /** Whose state this is. */
    public AgentId id() {
        return new AgentId(controller, agent);
    }

    /** With this session, whose {@code Open} stands at that offset. */
    public AgentState connected(LiveSession live, long openOffset) {
        return new AgentState(controller, agent, Optional.of(live), openOffset, provisioned);
    }

    /** Without a session; the next reader begins at that offset. */
    public AgentState disconnected(long nextOffset) {
        return new AgentState(controller, agent, Optional.empty(), nextOffset, provisioned);
    }
}
