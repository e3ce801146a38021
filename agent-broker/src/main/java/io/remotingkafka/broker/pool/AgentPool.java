package io.remotingkafka.broker.pool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remotingkafka.broker.label.LabelExpression;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What agents of a kind look like, and how many there may be. A pool belongs to one controller, so that one broker instance
 * decides for it and its cap holds.
 *
 * @param labels of its nodes, beside each node's own name
 * @param maxAgents how many there may be at once, in whatever state
 * @param standby how many are kept ready beyond what the queue asks for
 * @param startTimeout how long an agent may take to be connected
 * @param drainTimeout how long busy agents of a pool that is deleted may take
 * @param launch how its agents are run
 * @param resource where it is written in Kubernetes; empty for one from a file
 */
public record AgentPool(
        PoolName name,
        ControllerName controller,
        Set<String> labels,
        Usage usage,
        int maxAgents,
        int standby,
        Lifetime lifetime,
        Duration startTimeout,
        PodRetention podRetention,
        Duration drainTimeout,
        Launch launch,
        Optional<Resource> resource) {
    /** Which builds its agents take. */
    public enum Usage {
        /** Only those whose label expression matches. */
        EXCLUSIVE,
        /** Those without a label as well. */
        NORMAL
    }

    /** What becomes of an agent's pod when its agent is done. */
    public enum PodRetention {
        NEVER,
        ON_FAILURE,
        ALWAYS
    }

    /** How long an agent lives. */
    public sealed interface Lifetime {
        /** For one build. */
        record OneBuild() implements Lifetime {}

        /** Until it has been idle for so long. */
        record Idle(Duration limit) implements Lifetime {}
    }

    /** How agents are run. */
    public sealed interface Launch {
        /**
         * As pods.
         *
         * @param template the {@code PodTemplateSpec} as it was written
         * @param webSocket whether agent.jar connects by WebSocket, where it needs no secret of its own; else by TCP
         */
        record Pod(ObjectNode template, boolean webSocket) implements Launch {}

        /**
         * As processes of the broker's machine.
         *
         * @param command agent.jar's command line; in its words {@code ${JENKINS_URL}} and the other variables that the
         *     agent's environment has are replaced
         */
        record LocalProcess(java.util.List<String> command) implements Launch {
            public LocalProcess {
                command = java.util.List.copyOf(command);
            }
        }
    }

    /**
     * An {@code AgentPool} in Kubernetes, as its agents' pods name it for their owner.
     *
     * @param deletedAt since when it is to be deleted: it waits for its agents
     */
    public record Resource(String namespace, String uid, long generation, Optional<Instant> deletedAt) {}

    public AgentPool {
        labels = Set.copyOf(labels);
    }

    /** Whether it makes no agents any more, and goes when it has none. */
    public boolean isLeaving() {
        return resource.flatMap(Resource::deletedAt).isPresent();
    }

    /** When busy agents of a pool that leaves are not waited for any longer. */
    public Optional<Instant> leavesAtLast() {
        return resource.flatMap(Resource::deletedAt).map(since -> since.plus(drainTimeout));
    }

    /** Whether its agents take builds with this label expression, or with none. */
    public boolean takes(Optional<LabelExpression> label) {
        return label.map(expression -> expression.matches(labels)).orElse(usage == Usage.NORMAL);
    }

    /** All labels of one of its nodes. */
    public Set<String> labelsOf(AgentName agent) {
        Set<String> all = new LinkedHashSet<>(labels);
        all.add(agent.value());
        return all;
    }
}
