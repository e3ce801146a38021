package io.remotingkafka.broker.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ProvisioningFailure.ContainerCrashed;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * A controller and a platform that do as they like: agents come late, crash or never come, builds are given to any free
 * node that fits, items are cancelled. Whatever they do, what the scaler decides keeps its promises.
 */
class SimulatedWorldTest {
    private static final List<AgentPool> POOLS =
            List.of(Worlds.pool("arm", 3, 0, "linux", "arm"), Worlds.pool("linux", 5, 1, "linux", "x86"));
    private static final List<String> LABELS = List.of("linux", "arm", "x86 && !arm", "linux || windows", "arm -> x86");

    private final Scaler scaler = new Scaler(new AgentNames("test"), Rules.DEFAULT);

    private static final class Simulation {
        final Random random;
        final Map<QueueItemId, QueueItem> queue = new TreeMap<>(java.util.Comparator.comparing(QueueItemId::key));
        final Map<AgentName, PoolAgent> agents = new TreeMap<>();
        final Map<AgentName, ControllerNode> nodes = new TreeMap<>();
        final Map<AgentName, Instance> instances = new HashMap<>();
        final Map<QueueItemId, Integer> attempts = new HashMap<>();
        final Set<AgentName> everUsed = new HashSet<>();
        Instant now = Worlds.NOW;
        int items;

        Simulation(Random random) {
            this.random = random;
        }

        World world() {
            World base = Worlds.world(
                    List.copyOf(queue.values()), List.copyOf(nodes.values()), POOLS, List.copyOf(agents.values()));
            return new World(now, base.controller(), base.pools(), base.agents(), Map.of(), Map.copyOf(attempts));
        }

        void arrive() {
            String label = LABELS.get(random.nextInt(LABELS.size()));
            QueueItem item = Worlds.item(items++, label, now);
            queue.put(item.id(), item);
        }

        void apply(List<Decision> decisions) {
            for (Decision decision : decisions) {
                switch (decision) {
                    case Decision.Start start -> start(start);
                    case Decision.Close(AgentName name) ->
                        nodes.computeIfPresent(name, (n, node) -> set(node, node.online(), true, node.builds()));
                    case Decision.Retire(AgentName name, String reason, boolean did) -> {
                        agents.remove(name);
                        nodes.remove(name);
                        instances.remove(name);
                    }
                    case Decision.Explain explain -> {}
                }
            }
        }

        private void start(Decision.Start start) {
            if (agents.containsKey(start.agent())) {
                return;
            }
            assertThat(everUsed.add(start.agent())).as("a name is used once").isTrue();
            start.item().ifPresent(item -> attempts.merge(item, start.attempt(), Math::max));
            agents.put(
                    start.agent(),
                    new PoolAgent(
                            start.agent(),
                            start.pool().name(),
                            start.item(),
                            start.attempt(),
                            new PoolAgent.Phase.Starting(),
                            now));
            nodes.put(
                    start.agent(),
                    new ControllerNode(
                            start.agent(),
                            "",
                            start.pool().labelsOf(start.agent()),
                            false,
                            false,
                            false,
                            1,
                            List.of()));
            instances.put(start.agent(), new Instance.Running());
        }

        void live(boolean calm) {
            for (AgentName name : List.copyOf(nodes.keySet())) {
                ControllerNode node = nodes.get(name);
                int dice = random.nextInt(20);
                if (!node.idle() && dice < 8) {
                    nodes.put(name, set(node, node.online(), node.closed(), List.of()));
                } else if (!node.online() && !node.closed() && dice < 10) {
                    nodes.put(name, set(node, true, false, List.of()));
                } else if (!calm && dice == 19) {
                    instances.put(name, new Instance.Ended(new ContainerCrashed("the simulation wants it")));
                    nodes.put(name, set(node, false, node.closed(), List.of()));
                }
            }
            List<QueueItem> waiting = new ArrayList<>(queue.values());
            Collections.shuffle(waiting, random);
            for (QueueItem item : waiting) {
                nodes.values().stream()
                        .filter(node -> node.freeExecutors() > 0
                                && item.label().orElseThrow().matches(node.labels()))
                        .findAny()
                        .ifPresent(node -> {
                            queue.remove(item.id());
                            nodes.put(node.name(), set(node, true, false, List.of(item.url())));
                        });
                if (!calm && random.nextInt(30) == 0) {
                    queue.remove(item.id());
                }
            }
            now = now.plusSeconds(3);
            agents.replaceAll((name, agent) -> new Observation(
                            now,
                            Optional.ofNullable(world().pools().get(agent.pool())),
                            Optional.ofNullable(nodes.get(name)),
                            instances.getOrDefault(name, new Instance.Absent()),
                            false,
                            true)
                    .of(agent));
        }

        private static ControllerNode set(ControllerNode node, boolean online, boolean closed, List<String> builds) {
            return new ControllerNode(node.name(), "", node.labels(), online, closed, closed, node.executors(), builds);
        }
    }

    @Property(tries = 60)
    void capsHoldNamesAreOnceAndItConverges(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int arrivals) {
        Simulation simulation = new Simulation(new Random(seed));

        for (int step = 0; step < 60; step++) {
            for (int i = 0; i < arrivals / 20; i++) {
                simulation.arrive();
            }
            step(simulation);
            simulation.live(false);
        }
        for (int step = 0; step < 400; step++) {
            step(simulation);
            simulation.live(true);
        }

        assertThat(simulation.queue).as("every build ran").isEmpty();
        assertThat(simulation.agents.values())
                .as("the standby agent alone is left")
                .singleElement()
                .satisfies(agent -> assertThat(agent.phase()).isInstanceOf(PoolAgent.Phase.Ready.class));
    }

    private void step(Simulation simulation) {
        World world = simulation.world();
        List<Decision> decisions = scaler.decide(world);
        assertThat(scaler.decide(world))
                .as("the same world, the same decisions")
                .isEqualTo(decisions);
        simulation.apply(decisions);
        int before = simulation.agents.size();
        simulation.apply(decisions);
        assertThat(simulation.agents).as("done twice is done once").hasSize(before);
        for (AgentPool pool : POOLS) {
            assertThat(simulation.agents.values())
                    .filteredOn(agent -> agent.pool().equals(pool.name()))
                    .hasSizeLessThanOrEqualTo(pool.maxAgents());
        }
        Map<QueueItemId, Long> free = simulation.agents.values().stream()
                .filter(agent -> agent.isFree() && agent.item().isPresent())
                .collect(Collectors.groupingBy(agent -> agent.item().orElseThrow(), Collectors.counting()));
        assertThat(free.values()).as("never two free agents for one item").allMatch(count -> count == 1);
    }
}
