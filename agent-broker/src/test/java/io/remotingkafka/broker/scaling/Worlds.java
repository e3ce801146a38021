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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Small worlds to decide in. */
final class Worlds {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final ControllerName CONTROLLER = new ControllerName("main");

    private Worlds() {}

    static AgentPool pool(String name, int maxAgents, int standby, String... labels) {
        return new AgentPool(
                new PoolName(name),
                CONTROLLER,
                Set.of(labels),
                AgentPool.Usage.EXCLUSIVE,
                maxAgents,
                standby,
                new AgentPool.Lifetime.OneBuild(),
                Duration.ofMinutes(5),
                AgentPool.PodRetention.NEVER,
                Duration.ofHours(1),
                new AgentPool.Launch.Pod(JsonNodeFactory.instance.objectNode(), true),
                Optional.empty());
    }

    /** The same, with its resource deleted then. */
    static AgentPool leaving(AgentPool pool, Instant since) {
        return new AgentPool(
                pool.name(),
                pool.controller(),
                pool.labels(),
                pool.usage(),
                pool.maxAgents(),
                pool.standby(),
                pool.lifetime(),
                pool.startTimeout(),
                pool.podRetention(),
                pool.drainTimeout(),
                pool.launch(),
                Optional.of(new AgentPool.Resource("builds", "uid", 1, Optional.of(since))));
    }

    static QueueItem item(int number, String label, Instant since) {
        return new QueueItem(
                new QueueItemId(CONTROLLER, String.valueOf(number), since),
                "job-" + number,
                "http://ci/job/job-" + number + "/",
                Optional.of(label).filter(text -> !text.isEmpty()).map(LabelExpression::lax),
                new QueueItem.State.Buildable(since),
                "Waiting for next available executor");
    }

    static ControllerNode node(String name, boolean online, List<String> builds, String... labels) {
        Set<String> all = new java.util.HashSet<>(Set.of(labels));
        all.add(name);
        return new ControllerNode(new AgentName(name), "", all, online, false, false, 1, builds);
    }

    static PoolAgent agent(String name, String pool, Optional<QueueItemId> item, PoolAgent.Phase phase) {
        return new PoolAgent(new AgentName(name), new PoolName(pool), item, 1, phase, NOW.minusSeconds(30));
    }

    static World world(
            List<QueueItem> items, List<ControllerNode> nodes, List<AgentPool> pools, List<PoolAgent> agents) {
        Map<QueueItemId, QueueItem> queue = new LinkedHashMap<>();
        items.forEach(item -> queue.put(item.id(), item));
        Map<AgentName, ControllerNode> byName = new TreeMap<>();
        nodes.forEach(node -> byName.put(node.name(), node));
        Map<PoolName, AgentPool> poolsByName = new TreeMap<>();
        pools.forEach(pool -> poolsByName.put(pool.name(), pool));
        Map<AgentName, PoolAgent> agentsByName = new TreeMap<>();
        agents.forEach(agent -> agentsByName.put(agent.name(), agent));
        return new World(
                NOW,
                new QueueSnapshot(CONTROLLER, NOW, NOW.minusSeconds(3_600), queue, byName),
                poolsByName,
                agentsByName,
                Map.of(),
                Map.of());
    }
}
