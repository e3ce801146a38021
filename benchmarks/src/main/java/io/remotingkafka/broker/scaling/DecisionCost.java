package io.remotingkafka.broker.scaling;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.label.LabelExpression;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one decision of the broker's own code costs. It stands in the code's package, which keeps its parts to itself. */
public final class DecisionCost {
    private static final ControllerName CONTROLLER = new ControllerName("main");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Scaler scaler = new Scaler(
            new AgentNames("remoting-kafka"),
            new Rules(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(10)));
    private final World world;

    private DecisionCost(World world) {
        this.world = world;
    }

    /**
     * What a decision took.
     *
     * @param allocatedBytes of memory, most of it garbage afterwards
     */
    public record Cost(long nanos, long allocatedBytes, int decisions) {}

    /** So many items wait, each with a label of one of ten pools, and nothing was done about them. */
    public static DecisionCost ofNewItems(int items) {
        return new DecisionCost(world(items, Map.of(), Map.of()));
    }

    /** The same, and each has an agent on its way. */
    public static DecisionCost ofCoveredItems(int items) {
        DecisionCost fresh = ofNewItems(items);
        Map<AgentName, PoolAgent> agents = new TreeMap<>();
        Map<AgentName, ControllerNode> nodes = new TreeMap<>();
        for (Decision decision : fresh.scaler.decide(fresh.world)) {
            if (decision instanceof Decision.Start start) {
                AgentPool pool = start.pool();
                agents.put(
                        start.agent(),
                        new PoolAgent(
                                start.agent(),
                                pool.name(),
                                start.item(),
                                start.attempt(),
                                new PoolAgent.Phase.Starting(),
                                NOW));
                nodes.put(
                        start.agent(),
                        new ControllerNode(start.agent(), "", pool.labels(), false, false, false, 1, List.of()));
            }
        }
        return new DecisionCost(world(items, agents, nodes));
    }

    /** Decides once. */
    public Cost decide() {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        int decisions = scaler.decide(world).size();
        return new Cost(System.nanoTime() - begin, THREADS.getCurrentThreadAllocatedBytes() - bytes, decisions);
    }

    private static World world(int items, Map<AgentName, PoolAgent> agents, Map<AgentName, ControllerNode> nodes) {
        Map<PoolName, AgentPool> pools = new TreeMap<>();
        for (int number = 0; number < 10; number++) {
            AgentPool pool = pool(number, items);
            pools.put(pool.name(), pool);
        }
        Map<QueueItemId, QueueItem> queue = new LinkedHashMap<>();
        for (int number = 0; number < items; number++) {
            QueueItem item = item(number);
            queue.put(item.id(), item);
        }
        return new World(
                NOW,
                new QueueSnapshot(CONTROLLER, NOW, NOW.minusSeconds(3_600), queue, nodes),
                pools,
                agents,
                Map.of(),
                Map.of());
    }

    private static AgentPool pool(int number, int maxAgents) {
        return new AgentPool(
                new PoolName("pool-" + number),
                CONTROLLER,
                Set.of("label-" + number, "linux"),
                AgentPool.Usage.EXCLUSIVE,
                maxAgents,
                0,
                new AgentPool.Lifetime.OneBuild(),
                Duration.ofMinutes(5),
                AgentPool.PodRetention.NEVER,
                Duration.ofHours(1),
                new AgentPool.Launch.Pod(JsonNodeFactory.instance.objectNode(), true),
                Optional.empty());
    }

    private static QueueItem item(int number) {
        return new QueueItem(
                new QueueItemId(CONTROLLER, String.valueOf(number), NOW),
                "job-" + number,
                "http://ci/job/job-" + number + "/",
                Optional.of(LabelExpression.lax("linux && label-" + number % 10)),
                new QueueItem.State.Buildable(NOW),
                "Waiting for next available executor");
    }
}
