package io.remotingkafka.broker.scaling;

import static io.remotingkafka.broker.scaling.Worlds.NOW;
import static io.remotingkafka.broker.scaling.Worlds.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.broker.scaling.PoolAgent.Phase;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final Instance RUNNING = new Instance.Running();

    @Test
    void connectsThenWorksThenIsClosedThenIdleTwice() {
        // Given
        PoolAgent agent = starting();

        // Then
        agent = seen(agent, 1, node(false, false), RUNNING);
        assertThat(agent.phase()).isEqualTo(new Phase.Starting());
        agent = seen(agent, 2, node(true, false), RUNNING);
        assertThat(agent.phase()).isEqualTo(new Phase.Ready());
        agent = seen(agent, 3, node(true, false, "build"), RUNNING);
        assertThat(agent.phase()).isEqualTo(new Phase.Busy());
        agent = seen(agent, 4, node(false, true, "build"), RUNNING);
        assertThat(agent.phase()).isEqualTo(new Phase.Closed(0));
        agent = seen(agent, 5, node(false, true), RUNNING);
        agent = seen(agent, 6, node(false, true), RUNNING);
        assertThat(agent.phase()).isEqualTo(new Phase.Closed(2));
    }

    @Test
    void aSecondBuildOnAClosedNodeCountsFromTheBeginning() {
        PoolAgent agent = starting().in(new Phase.Closed(1), NOW);

        assertThat(seen(agent, 1, node(false, true, "second"), RUNNING).phase()).isEqualTo(new Phase.Closed(0));
    }

    @Test
    void anAgentThatHadItsBuildBetweenTwoReadingsIsStillToBeClosed() {
        PoolAgent busy = starting().in(new Phase.Busy(), NOW);

        assertThat(seen(busy, 1, node(true, false), RUNNING).phase()).isEqualTo(new Phase.Busy());
    }

    @Test
    void isNotConnectedInTime() {
        PoolAgent agent = seen(starting(), 300, node(false, false), new Instance.Starting("pulling"));

        assertThat(agent.phase())
                .isEqualTo(new Phase.Failed(new ProvisioningFailure.StartTimedOut("not connected in time: pulling")));
    }

    @Test
    void aPodThatNoNodeTakesInTimeIsUnschedulable() {
        ProvisioningFailure unschedulable = new ProvisioningFailure.Unschedulable("0/1 nodes");
        Instance waiting = new Instance.Starting("unschedulable: 0/1 nodes", Optional.of(unschedulable));

        assertThat(seen(starting(), 299, node(false, false), waiting).phase()).isEqualTo(new Phase.Starting());
        assertThat(seen(starting(), 300, node(false, false), waiting).phase())
                .isEqualTo(new Phase.Failed(unschedulable));
    }

    @Test
    void aProcessThatEndsBeforeItIsConnectedIsAFailureWithItsReason() {
        ProvisioningFailure crash = new ProvisioningFailure.ContainerCrashed("exit 1");

        assertThat(seen(starting(), 1, node(false, false), new Instance.Ended(crash))
                        .phase())
                .isEqualTo(new Phase.Failed(crash));
    }

    @Test
    void aNodeThatIsMissingInAListingThatCannotBeBelievedIsNotLost() {
        PoolAgent busy = starting().in(new Phase.Busy(), NOW);

        assertThat(seen(busy, 1, Optional.empty(), RUNNING, false).phase()).isEqualTo(new Phase.Busy());
        assertThat(seen(busy, 1, Optional.empty(), RUNNING, true).phase()).isInstanceOf(Phase.Failed.class);
    }

    @Test
    void aConnectionMayComeBackAndIsLostOnlyAfterAWhile() {
        PoolAgent away = seen(starting().in(new Phase.Ready(), NOW), 1, node(false, false), RUNNING);

        assertThat(away.phase()).isEqualTo(new Phase.Away());
        assertThat(seen(away, 2, node(true, false), RUNNING).phase()).isEqualTo(new Phase.Ready());
        assertThat(seen(away, 302, node(false, false), RUNNING).phase()).isInstanceOf(Phase.Failed.class);
    }

    @Test
    void whatAnAdministratorHasSetOfflineIsKept() {
        Optional<ControllerNode> byHand = Optional.of(
                new ControllerNode(new AgentName("linux-1"), "", Set.of("linux-1"), false, true, false, 1, List.of()));
        PoolAgent away = starting().in(new Phase.Away(), NOW);

        assertThat(seen(away, 9_999, byHand, RUNNING, true).phase()).isEqualTo(new Phase.Away());
    }

    private static PoolAgent starting() {
        return Worlds.agent("linux-1", "linux", Optional.empty(), new Phase.Starting())
                .in(new Phase.Ready(), NOW)
                .in(new Phase.Starting(), NOW);
    }

    private static Optional<ControllerNode> node(boolean online, boolean closed, String... builds) {
        return Optional.of(new ControllerNode(
                new AgentName("linux-1"), "", Set.of("linux-1"), online, closed, closed, 1, List.of(builds)));
    }

    private static PoolAgent seen(PoolAgent before, int second, Optional<ControllerNode> node, Instance instance) {
        return seen(before, second, node, instance, true);
    }

    private static PoolAgent seen(
            PoolAgent before, int second, Optional<ControllerNode> node, Instance instance, boolean settled) {
        Instant at = NOW.plus(Duration.ofSeconds(second));
        return new Observation(at, Optional.of(pool("linux", 5, 0, "linux")), node, instance, false, settled)
                .of(before);
    }
}
