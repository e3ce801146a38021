package io.remotingkafka.broker.launch.pod;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What agents' pods and Secrets are known by. Only what carries the installation's mark is ever removed. */
final class PodLabels {
    static final String INSTALLATION = "remotingkafka.io/installation";
    static final String CONTROLLER = "remotingkafka.io/controller";
    static final String POOL = "remotingkafka.io/pool";
    static final String AGENT = "remotingkafka.io/agent";
    /** The pod of an agent that is done, kept for somebody to look at. */
    static final String RETAINED = "remotingkafka.io/retained";

    static final String RETENTION = "remotingkafka.io/retention";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    private PodLabels() {}

    static Map<String, String> of(String installation, AgentId agent, PoolName pool) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(MANAGED_BY, "remoting-kafka-agent-broker");
        labels.put(INSTALLATION, installation);
        labels.put(CONTROLLER, agent.controller().value());
        labels.put(POOL, pool.value());
        labels.put(AGENT, agent.agent().value());
        return labels;
    }

    /** Whose it is, if it carries all marks. */
    static Optional<AgentId> agent(Map<String, String> labels) {
        if (labels == null || !labels.containsKey(CONTROLLER) || !labels.containsKey(AGENT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new AgentId(new ControllerName(labels.get(CONTROLLER)), new AgentName(labels.get(AGENT))));
        } catch (IllegalArgumentException e) {
            // Somebody wrote the labels by hand, and no agent of ours has such a name.
            return Optional.empty();
        }
    }

    /** For which pool it was made. */
    static Optional<PoolName> pool(Map<String, String> labels) {
        try {
            return Optional.ofNullable(labels).map(all -> all.get(POOL)).map(PoolName::new);
        } catch (IllegalArgumentException e) {
            // As above.
            return Optional.empty();
        }
    }

    /** What is to become of the pod when its agent is done, as its pool said when it was made. */
    static AgentPool.PodRetention retention(Map<String, String> annotations) {
        if (annotations == null || annotations.get(RETENTION) == null) {
            return AgentPool.PodRetention.NEVER;
        }
        return AgentPool.PodRetention.valueOf(annotations.get(RETENTION));
    }
}
