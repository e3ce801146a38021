package io.remotingkafka.broker.scaling;

import static io.remotingkafka.broker.scaling.Worlds.CONTROLLER;
import static io.remotingkafka.broker.scaling.Worlds.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final AgentPool POOL = Worlds.pool("linux", 10, 0, "linux");
    private static final ProvisioningFailure FAILURE = new ProvisioningFailure.ImageUnavailable("no such image");

    private final Fleet fleet = new Fleet(Duration.ZERO);

    @Test
    void agentsThatAnEarlierBrokerDidNotFinishAreNotThePoolsFault() {
        // When: this instance sees them for the first time, and there is nothing of them but their entries
        Fleet.Sight sight = sight(NOW, Map.of(), "a", "b", "c");

        // Then
        assertThat(fleet.see(sight))
                .extracting(change -> change.after().phase())
                .allMatch(PoolAgent.Phase.Failed.class::isInstance)
                .hasSize(3);
        assertThat(fleet.world(sight).health()).isEmpty();
    }

    @Test
    void agentsThatFailTogetherAreOneFailure() {
        // Given
        fleet.see(sight(NOW, instances(new Instance.Starting("pulling"), "a", "b", "c"), "a", "b", "c"));

        // When
        Instant later = NOW.plusSeconds(10);
        Fleet.Sight failed = sight(later, instances(new Instance.Ended(FAILURE), "a", "b", "c"), "a", "b", "c");
        fleet.see(failed);

        // Then
        assertThat(fleet.world(failed).health().get(POOL.name()))
                .isEqualTo(new PoolHealth.Failing(POOL, 1, FAILURE, later));
    }

    @Test
    void agentsThatFailOneAfterTheOtherMakeThePoolWaitLonger() {
        // Given
        fleet.see(sight(NOW, instances(new Instance.Starting("pulling"), "a", "b"), "a", "b"));

        // When
        Map<AgentName, Instance> first = instances(new Instance.Ended(FAILURE), "a");
        first.put(new AgentName("b"), new Instance.Starting("pulling"));
        fleet.see(sight(NOW.plusSeconds(10), first, "a", "b"));
        Instant later = NOW.plusSeconds(20);
        Fleet.Sight second = sight(later, instances(new Instance.Ended(FAILURE), "a", "b"), "a", "b");
        fleet.see(second);

        // Then
        assertThat(fleet.world(second).health().get(POOL.name()))
                .isEqualTo(new PoolHealth.Failing(POOL, 2, FAILURE, later));
    }

    @Test
    void anAgentThatWasSeenAndIsGoneIsAFailure() {
        // Given
        fleet.see(sight(NOW, instances(new Instance.Running(), "a"), "a"));

        // When
        Fleet.Sight gone = sight(NOW.plusSeconds(10), Map.of(), "a");
        fleet.see(gone);

        // Then
        assertThat(fleet.world(gone).health()).containsKey(POOL.name());
    }

    private static Map<AgentName, Instance> instances(Instance instance, String... names) {
        Map<AgentName, Instance> instances = new TreeMap<>();
        for (String name : names) {
            instances.put(new AgentName(name), instance);
        }
        return instances;
    }

    private static Fleet.Sight sight(Instant now, Map<AgentName, Instance> instances, String... known) {
        Map<AgentName, ControllerNode> nodes = new TreeMap<>();
        for (String name : known) {
            nodes.put(new AgentName(name), Worlds.node(name, false, List.of(), "linux"));
        }
        return new Fleet.Sight(
                new QueueSnapshot(CONTROLLER, now, NOW.minusSeconds(3_600), Map.of(), nodes),
                List.of(known).stream().map(FleetTest::state).toList(),
                List.<AgentOrder>of(),
                instances,
                Map.of(POOL.name(), POOL));
    }

    private static AgentState state(String name) {
        return AgentState.fresh(
                new AgentId(CONTROLLER, new AgentName(name)),
                0,
                new AgentOrigin.Provisioned(POOL.name(), Optional.empty(), 1, NOW));
    }
}
