package io.remotingkafka.provisioner.console.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.ClusterEvent;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.provisioner.console.events.News;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentBoardTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final AgentState LINUX =
            AgentState.fresh(new AgentId(new ControllerName("main"), new AgentName("linux 1")), 0);
    private static final LiveSession SESSION =
            new LiveSession(new SessionId(new UUID(1, 2)), SessionKind.WEBSOCKET, "broker-0", 1, NOW);

    @Test
    void theLastEventOfAnAgentCounts() {
        AgentBoard board = board(
                new AgentEvent.AgentRegistered(LINUX), new AgentEvent.AgentConnected(LINUX.connected(SESSION, 3)));

        assertThat(board.rows()).singleElement().satisfies(row -> {
            assertThat(row.agent()).isEqualTo("linux 1");
            assertThat(row.session()).contains(SESSION);
            assertThat(row.pool()).isEmpty();
        });
        assertThat(board.connected()).isEqualTo(1);
    }

    @Test
    void theEndOfASessionHasItsReason() {
        AgentBoard board = board(
                new AgentEvent.AgentConnected(LINUX.connected(SESSION, 3)),
                new AgentEvent.AgentDisconnected(
                        LINUX.disconnected(9), CloseCode.SILENT, "nothing came for 200 s", Optional.empty()));

        assertThat(board.connected()).isZero();
        assertThat(board.rows().getFirst().ended())
                .contains(new AgentRow.Ended(CloseCode.SILENT, "nothing came for 200 s", Optional.empty()));
    }

    @Test
    void anAgentOnDemandHasItsPool() {
        AgentState made = AgentState.fresh(
                LINUX.id(), 0, new AgentOrigin.Provisioned(new PoolName("linux"), Optional.empty(), 1, NOW));

        assertThat(board(new AgentEvent.AgentRegistered(made)).rows().getFirst().pool())
                .contains("linux");
    }

    @Test
    void aTombstoneForgets() {
        AgentEvent retired = new AgentEvent.AgentRetired(LINUX);

        AgentBoard board = board(retired);

        assertThat(board.rows().getFirst().retired()).isTrue();
        assertThat(board.with(List.of(new News.Forgotten(retired.subject()))).rows())
                .isEmpty();
    }

    @Test
    void whatIsNotAboutAgentsIsPassedOver() {
        Event other = new ClusterEvent.KafkaPlanned("kafka", "builds", "KRaft");

        assertThat(board(other).rows()).isEmpty();
    }

    private static AgentBoard board(Event... events) {
        return AgentBoard.empty()
                .with(Stream.of(events)
                        .<News>map(event -> new News.Told(event, "/broker", NOW))
                        .toList());
    }
}
