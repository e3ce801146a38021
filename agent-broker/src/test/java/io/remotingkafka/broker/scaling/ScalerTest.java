package io.remotingkafka.broker.scaling;

import static io.remotingkafka.broker.scaling.Worlds.NOW;
import static io.remotingkafka.broker.scaling.Worlds.agent;
import static io.remotingkafka.broker.scaling.Worlds.item;
import static io.remotingkafka.broker.scaling.Worlds.node;
import static io.remotingkafka.broker.scaling.Worlds.pool;
import static io.remotingkafka.broker.scaling.Worlds.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.broker.scaling.PoolAgent.Phase;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScalerTest {
    private final Scaler scaler = new Scaler(new AgentNames("remoting-kafka"), Rules.DEFAULT);

    @Test
    void makesOneAgentForAWaitingItem() {
        // Given
        QueueItem waiting = item(1, "linux && !arm", NOW);

        // When
        List<Decision> decisions =
                scaler.decide(world(List.of(waiting), List.of(), List.of(pool("linux", 5, 0, "linux")), List.of()));

        // Then
        assertThat(starts(decisions)).singleElement().satisfies(start -> {
            assertThat(start.item()).contains(waiting.id());
            assertThat(start.agent().value()).startsWith("linux-").hasSizeLessThanOrEqualTo(63);
        });
        assertThat(texts(decisions)).containsExactly("matched pool linux");
    }

    @Test
    void anAgentThatCouldTakeTheItemIsNotDoubled() {
        // Given
        QueueItem first = item(1, "linux", NOW);
        QueueItem second = item(2, "linux", NOW);
        PoolAgent starting = agent("linux-1", "linux", Optional.of(first.id()), new Phase.Starting());
        PoolAgent ready = agent("linux-9", "linux", Optional.empty(), new Phase.Ready());

        // When
        List<Decision> decisions = scaler.decide(world(
                List.of(first, second), List.of(), List.of(pool("linux", 5, 0, "linux")), List.of(starting, ready)));

        // Then
        assertThat(starts(decisions)).isEmpty();
        assertThat(texts(decisions)).containsExactly("agent linux-1 can take it", "agent linux-9 can take it");
    }

    @Test
    void theScarceAgentGoesToTheItemThatHasNoOther() {
        // Given
        PoolAgent plain = agent("a-1", "a", Optional.empty(), new Phase.Ready());
        PoolAgent both = agent("b-1", "b", Optional.empty(), new Phase.Ready());

        // When
        List<Decision> decisions = scaler.decide(world(
                List.of(item(1, "linux", NOW), item(2, "gpu", NOW)),
                List.of(),
                List.of(pool("a", 5, 0, "linux"), pool("b", 5, 0, "linux", "gpu")),
                List.of(plain, both)));

        // Then
        assertThat(starts(decisions)).isEmpty();
    }

    @Test
    void capsCountWhatExistsInWhateverState() {
        // Given
        List<PoolAgent> existing = List.of(
                agent("linux-1", "linux", Optional.empty(), new Phase.Busy()),
                agent("linux-2", "linux", Optional.empty(), new Phase.Closed(0)),
                agent(
                        "linux-3",
                        "linux",
                        Optional.empty(),
                        new Phase.Failed(new ProvisioningFailure.AgentLost("gone"))));

        // When
        List<Decision> decisions = scaler.decide(world(
                List.of(item(1, "linux", NOW), item(2, "linux", NOW)),
                List.of(),
                List.of(pool("linux", 4, 0, "linux")),
                existing));

        // Then
        assertThat(starts(decisions)).hasSize(1);
        assertThat(texts(decisions)).containsExactly("matched pool linux", "at cap 4/4 of pool linux");
    }

    @Test
    void saysThatNoPoolHasTheLabel() {
        assertThat(texts(scaler.decide(world(
                        List.of(item(1, "solaris", NOW)),
                        List.of(),
                        List.of(pool("linux", 4, 0, "linux")),
                        List.of()))))
                .containsExactly("no pool has the label solaris");
    }

    @Test
    void aFreeNodeOfSomebodyElseCoversAYoungItemOnly() {
        // Given
        var permanent = node("box", true, List.of(), "linux");
        var pools = List.of(pool("linux", 4, 0, "linux"));

        // When
        var young = scaler.decide(world(List.of(item(1, "linux", NOW)), List.of(permanent), pools, List.of()));
        var old = scaler.decide(
                world(List.of(item(1, "linux", NOW.minusSeconds(11))), List.of(permanent), pools, List.of()));

        // Then
        assertThat(starts(young)).isEmpty();
        assertThat(starts(old)).hasSize(1);
    }

    @Test
    void anItemThatNamesANodeIsNotScaledForAndItsNodeStays() {
        // Given
        PoolAgent agent = agent("linux-1", "linux", Optional.empty(), new Phase.Closed(5));

        // When
        List<Decision> decisions = scaler.decide(world(
                List.of(item(1, "linux-1", NOW.minusSeconds(600))),
                List.of(node("linux-1", false, List.of(), "linux")),
                List.of(pool("linux", 4, 0, "linux", "linux-1")),
                List.of(agent)));

        // Then
        assertThat(decisions).allMatch(Decision.Explain.class::isInstance);
        assertThat(texts(decisions)).containsExactly("waits for the node linux-1");
    }

    @Test
    void standbyIsFilledUpBeyondWhatTheQueueTakes() {
        // Given
        PoolAgent warm = agent("linux-1", "linux", Optional.empty(), new Phase.Ready());

        // When
        List<Decision> decisions = scaler.decide(
                world(List.of(item(1, "linux", NOW)), List.of(), List.of(pool("linux", 9, 2, "linux")), List.of(warm)));

        // Then
        assertThat(starts(decisions)).hasSize(2).allMatch(start -> start.item().isEmpty());
        assertThat(starts(decisions).stream().map(Decision.Start::agent).distinct())
                .hasSize(2);
    }

    @Test
    void aBusyAgentIsClosedAndAnIdleClosedOneGoesAfterTwoReadings() {
        // Given
        List<PoolAgent> agents = List.of(
                agent("linux-1", "linux", Optional.empty(), new Phase.Busy()),
                agent("linux-2", "linux", Optional.empty(), new Phase.Closed(1)),
                agent("linux-3", "linux", Optional.empty(), new Phase.Closed(2)));

        // When
        List<Decision> decisions =
                scaler.decide(world(List.of(), List.of(), List.of(pool("linux", 9, 0, "linux")), agents));

        // Then
        assertThat(decisions)
                .containsExactly(
                        new Decision.Close(new AgentName("linux-1")),
                        new Decision.Retire(new AgentName("linux-3"), "its work is done", true));
    }

    @Test
    void aPoolThatIsDeletedMakesNoAgentsAndItsBusyOnesHaveTheirTime() {
        // Given
        List<PoolAgent> agents = List.of(
                agent("linux-1", "linux", Optional.empty(), new Phase.Busy()),
                agent("linux-2", "linux", Optional.empty(), new Phase.Ready()));
        List<QueueItem> items = List.of(item(1, "linux", NOW));
        AgentPool fresh = Worlds.leaving(pool("linux", 9, 2, "linux"), NOW.minusSeconds(5));
        AgentPool late = Worlds.leaving(pool("linux", 9, 2, "linux"), NOW.minus(Duration.ofHours(1)));

        // When
        List<Decision> soon = scaler.decide(world(items, List.of(), List.of(fresh), agents));
        List<Decision> atLast = scaler.decide(world(items, List.of(), List.of(late), agents));

        // Then
        assertThat(starts(soon)).isEmpty();
        assertThat(soon)
                .contains(new Decision.Close(new AgentName("linux-1")), new Decision.Close(new AgentName("linux-2")))
                .noneMatch(Decision.Retire.class::isInstance);
        assertThat(atLast.stream().filter(Decision.Retire.class::isInstance)).hasSize(2);
    }

    @Test
    void nothingIsRetiredInTheMinuteAfterTheControllersRestart() {
        // Given
        World settled = world(
                List.of(),
                List.of(),
                List.of(pool("linux", 9, 0, "linux")),
                List.of(
                        agent("linux-1", "linux", Optional.empty(), new Phase.Ready()),
                        agent("linux-2", "linux", Optional.empty(), new Phase.Closed(9))));
        QueueSnapshot fresh = new QueueSnapshot(
                Worlds.CONTROLLER,
                NOW,
                NOW.minusSeconds(59),
                Map.of(),
                settled.controller().nodes());

        // When
        List<Decision> decisions = scaler.decide(
                new World(NOW, fresh, settled.pools(), settled.agents(), settled.health(), settled.attempts()));

        // Then
        assertThat(decisions).isEmpty();
        assertThat(scaler.decide(settled)).hasSize(2);
    }

    @Test
    void afterAFailureTheNextAttemptWaitsAndIsTheOnlyOne() {
        // Given
        var linux = pool("linux", 9, 0, "linux");
        QueueItem first = item(1, "linux", NOW);
        World base = world(List.of(first, item(2, "linux", NOW)), List.of(), List.of(linux), List.of());
        PoolHealth failing = new PoolHealth.Well()
                .failed(linux, new ProvisioningFailure.ContainerCrashed("exit 1"), NOW.minusSeconds(20))
                .failed(linux, new ProvisioningFailure.ContainerCrashed("exit 1"), NOW.minusSeconds(9));

        // When
        List<Decision> before = scaler.decide(with(base, NOW, failing, Map.of(first.id(), 2)));
        List<Decision> after = scaler.decide(with(base, NOW.plusSeconds(1), failing, Map.of(first.id(), 2)));

        // Then
        assertThat(starts(before)).isEmpty();
        assertThat(starts(after)).singleElement().satisfies(start -> assertThat(start.attempt())
                .isEqualTo(3));
        assertThat(texts(after).getLast()).contains("the one that is tried has come");
    }

    @Test
    void aPermanentFailureStopsThePoolUntilItIsChangedAndNoOther() {
        // Given
        var broken = pool("broken", 9, 0, "linux");
        var changed = pool("broken", 8, 0, "linux");
        var other = pool("other", 9, 0, "windows");
        PoolHealth failing =
                new PoolHealth.Well().failed(broken, new ProvisioningFailure.AdmissionDenied("no image"), NOW);
        List<QueueItem> items = List.of(item(1, "linux", NOW), item(2, "windows", NOW));

        // When
        var unchanged = scaler.decide(with(
                world(items, List.of(), List.of(broken, other), List.of()), NOW.plusSeconds(9_999), failing, Map.of()));
        var mended = scaler.decide(
                with(world(items, List.of(), List.of(changed, other), List.of()), NOW, failing, Map.of()));

        // Then
        assertThat(starts(unchanged)).extracting(Decision.Start::pool).containsExactly(other);
        assertThat(texts(unchanged))
                .anyMatch(text ->
                        text.contains("until the pool is changed") || text.contains("the pool is changed: no image"));
        assertThat(starts(mended)).hasSize(2);
    }

    @Test
    void aThousandItemsAreDecidedWithinASecondAndTimeGrowsWithTheirNumber() {
        // Given
        World thousand = crowd(1_000);
        World tenThousand = crowd(10_000);

        // When
        Duration one = fastest(thousand);
        Duration ten = fastest(tenThousand);

        // Then
        assertThat(starts(scaler.decide(thousand))).hasSize(450);
        assertThat(one).isLessThan(Duration.ofSeconds(1));
        assertThat(ten).as("ten times as many, with a margin of 3").isLessThan(one.multipliedBy(30));
    }

    @Test
    void tenThousandItemsInAnyOrderGiveTheSameAgentsAndToldAgainNone() {
        // Given
        List<AgentPool> pools = List.of(pool("arm", 20_000, 0, "arm"), pool("linux", 20_000, 0, "linux"));
        List<QueueItem> items = IntStream.range(0, 10_000)
                .mapToObj(number -> item(number, number % 3 == 0 ? "arm" : "linux || arm && !linux", NOW))
                .toList();
        List<QueueItem> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, new Random(5));

        // When
        List<Decision.Start> starts = starts(scaler.decide(world(items, List.of(), pools, List.of())));
        List<Decision.Start> again = starts(scaler.decide(world(shuffled, List.of(), pools, List.of())));
        List<PoolAgent> agents = again.stream()
                .map(start ->
                        agent(start.agent().value(), start.pool().name().value(), start.item(), new Phase.Starting()))
                .toList();

        // Then
        assertThat(starts).hasSize(10_000);
        assertThat(Set.copyOf(again)).isEqualTo(Set.copyOf(starts));
        assertThat(starts(scaler.decide(world(items, List.of(), pools, agents))))
                .isEmpty();
        assertThat(starts(scaler.decide(world(shuffled, List.of(), pools, agents))))
                .isEmpty();
    }

    /** Items of twenty labels, of which the only pool lacks one, and half as many agents as items. */
    private static World crowd(int items) {
        String[] labels =
                IntStream.range(0, 20).mapToObj(i -> i == 0 ? "linux" : "l" + i).toArray(String[]::new);
        return world(
                IntStream.range(0, items)
                        .mapToObj(number -> item(number, "linux && l" + number % 20, NOW))
                        .toList(),
                List.of(),
                List.of(pool("linux", 20_000, 0, labels)),
                IntStream.range(0, items / 2)
                        .mapToObj(number -> agent("linux-" + number, "linux", Optional.empty(), new Phase.Ready()))
                        .toList());
    }

    /** Of ten: other work on the machine is not the scaler's time. */
    private Duration fastest(World world) {
        return IntStream.range(0, 10)
                .mapToObj(number -> {
                    long begin = System.nanoTime();
                    scaler.decide(world);
                    return Duration.ofNanos(System.nanoTime() - begin);
                })
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static World with(World world, Instant now, PoolHealth health, Map<QueueItemId, Integer> attempts) {
        return new World(
                now,
                world.controller(),
                world.pools(),
                world.agents(),
                Map.of(new PoolName(world.pools().keySet().iterator().next().value()), health),
                attempts);
    }

    private static List<Decision.Start> starts(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Start.class::isInstance)
                .map(Decision.Start.class::cast)
                .toList();
    }

    private static List<String> texts(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Explain.class::isInstance)
                .map(Decision.Explain.class::cast)
                .map(Decision.Explain::progress)
                .map(ItemProgress::text)
                .toList();
    }
}
