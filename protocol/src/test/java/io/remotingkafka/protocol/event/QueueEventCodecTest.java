package io.remotingkafka.protocol.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueEventCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final ControllerName CONTROLLER = new ControllerName("main");
    private static final AgentName AGENT = new AgentName("linux-0a1b2c3d4e");
    private static final PoolName POOL = new PoolName("linux");
    private static final QueueItemId ITEM = new QueueItemId(CONTROLLER, "42", NOW);

    static Stream<Event> events() {
        return Stream.of(
                new QueueEvent.QueueItemWaiting(ITEM, "job", "In the quiet period."),
                new QueueEvent.QueueItemBuildable(ITEM, "job", Optional.of("linux && !arm"), "why"),
                new QueueEvent.QueueItemBuildable(ITEM, "job", Optional.empty(), "why"),
                new QueueEvent.QueueItemLeft(ITEM, "job"),
                new QueueEvent.BuildStarted(CONTROLLER, AGENT, "http://ci/job/x/1/"),
                new QueueEvent.BuildFinished(CONTROLLER, AGENT, "http://ci/job/x/1/"),
                new ItemProgress.AtCap(ITEM, POOL, 50, 50),
                new ItemProgress.AgentRequested(ITEM, POOL, AGENT, 2),
                new ItemProgress.AgentFailed(ITEM, AGENT, new ProvisioningFailure.ImageUnavailable("no such image")),
                new ProvisioningFailed(CONTROLLER, AGENT, POOL, 1, new ProvisioningFailure.StartTimedOut("5 min")),
                new AgentEvent.AgentRegistered(AgentState.fresh(
                        new AgentId(CONTROLLER, AGENT),
                        7,
                        new AgentOrigin.Provisioned(POOL, Optional.of(ITEM), 1, NOW))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatItWrites(Event event) throws BrokenEventException {
        // When
        EncodedEvent encoded = EventCodec.encode(event, "/test", "1", NOW);

        // Then
        assertThat(EventCodec.decode(encoded.headers(), bytes(encoded.json()))).contains(event);
        assertThat(encoded.headers()).containsEntry("ce_subject", encoded.key());
    }

    @Test
    void anAgentThatWasWrittenBeforeThereWerePoolsIsOfTheConfiguration() throws BrokenEventException {
        // Given
        String json = "{\"state\":{\"controller\":\"main\",\"agent\":\"a\",\"session\":null,\"readFrom\":3}}";

        // When
        Optional<Event> read = EventCodec.decode(Map.of("ce_type", AgentEvent.AgentRegistered.TYPE), bytes(json));

        // Then
        assertThat(read)
                .contains(new AgentEvent.AgentRegistered(
                        AgentState.fresh(new AgentId(CONTROLLER, new AgentName("a")), 3)));
    }

    @Test
    void allEventsOfAnItemHaveOneKey() {
        assertThat(new QueueEvent.QueueItemLeft(ITEM, "job").subject())
                .isEqualTo(new ItemProgress.Left(ITEM).subject())
                .isEqualTo("main/42/1795521600123");
    }

    @Test
    void stepsReadAsTheAdministratorExpects() {
        assertThat(new ItemProgress.AtCap(ITEM, POOL, 50, 50).text()).isEqualTo("at cap 50/50 of pool linux");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
