package io.remotingkafka.provisioner.console.agents;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.event.SessionSummary;
import io.remotingkafka.protocol.session.CloseCode;
import java.time.Instant;
import java.util.Optional;

/**
 * One agent, as the page shows it.
 *
 * @param pool whose agent on demand it is
 * @param session the connection that is held for it
 * @param at when the last thing happened to it
 * @param ended how its last session ended, where that is the last that happened
 * @param retired whether it is being removed
 */
public record AgentRow(
        String controller,
        String agent,
        Optional<String> pool,
        Optional<LiveSession> session,
        Instant at,
        Optional<Ended> ended,
        boolean retired) {
    /** How a session ended. */
    public record Ended(CloseCode code, String reason, Optional<SessionSummary> summary) {}

    static AgentRow of(AgentEvent event, Instant at) {
        AgentState state = event.state();
        Optional<Ended> ended =
                switch (event) {
                    case AgentEvent.AgentDisconnected end ->
                        Optional.of(new Ended(end.code(), end.reason(), end.summary()));
                    case AgentEvent.AgentRegistered ignored -> Optional.empty();
                    case AgentEvent.AgentConnected ignored -> Optional.empty();
                    case AgentEvent.AgentRetired ignored -> Optional.empty();
                };
        return new AgentRow(
                state.controller().value(),
                state.agent().value(),
                state.provisioned().map(made -> made.pool().value()),
                state.session(),
                at,
                ended,
                event instanceof AgentEvent.AgentRetired);
    }
}
