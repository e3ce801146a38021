package io.remotingkafka.provisioner.console.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentBoardTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final AgentState LINUX =
            AgentState.fresh(new AgentId(new ControllerName("main"), new AgentName("linux 1")), 0);
    private static final LiveSession SESSION =
            new LiveSession(new SessionId(new UUID(1, 2)), SessionKind.WEBSOCKET, "broker-0", 1, NOW);

    @Test
    void theLastEventOfAnAgentCounts() {
        AgentBoard board = AgentBoard.empty()
                .with(new AgentEvent.AgentRegistered(LINUX), NOW)
                .with(new AgentEvent.AgentConnected(LINUX.connected(SESSION, 3)), NOW);

        assertThat(board.rows()).singleElement().satisfies(row -> {
            assertThat(row.agent()).isEqualTo("linux 1");
            assertThat(row.session()).contains(SESSION);
        });
        assertThat(board.connected()).isEqualTo(1);
    }

    @Test
    void theEndOfASessionHasItsReason() {
        AgentBoard board = AgentBoard.empty()
                .with(new AgentEvent.AgentConnected(LINUX.connected(SESSION, 3)), NOW)
                .with(
                        new AgentEvent.AgentDisconnected(
                                LINUX.disconnected(9), CloseCode.SILENT, "nothing came for 200 s", Optional.empty()),
                        NOW);

        assertThat(board.connected()).isZero();
        assertThat(board.rows().getFirst().ended())
                .contains(new AgentRow.Ended(CloseCode.SILENT, "nothing came for 200 s", Optional.empty()));
    }

    @Test
    void aTombstoneForgets() {
        AgentEvent retired = new AgentEvent.AgentRetired(LINUX);

        AgentBoard board = AgentBoard.empty().with(retired, NOW);

        assertThat(board.rows().getFirst().retired()).isTrue();
        assertThat(board.without(retired.subject()).rows()).isEmpty();
    }

    @Test
    void troubleKeepsWhatIsKnownAndGoesWithTheNextEvent() {
        AgentBoard troubled = AgentBoard.empty()
                .with(new AgentEvent.AgentRegistered(LINUX), NOW)
                .troubled("Kafka does not answer");

        assertThat(troubled.rows()).hasSize(1);
        assertThat(troubled.trouble()).contains("Kafka does not answer");
        assertThat(troubled.with(new AgentEvent.AgentRegistered(LINUX), NOW).trouble())
                .isEmpty();
    }
}
