package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.naming.AgentName;
import java.util.List;
import java.util.Set;

/**
 * A node as its controller tells of it.
 *
 * @param description what was written at its making; empty where the controller does not tell
 * @param labels its own name among them
 * @param online whether an agent is connected and it is not set offline
 * @param setOffline whether somebody has set it offline ("temporarily")
 * @param closed whether that was this installation
 * @param executors how many builds it can take at once
 * @param builds the pages of those that run
 */
public record ControllerNode(
        AgentName name,
        String description,
        Set<String> labels,
        boolean online,
        boolean setOffline,
        boolean closed,
        int executors,
        List<String> builds) {
    public ControllerNode {
        labels = Set.copyOf(labels);
        builds = List.copyOf(builds);
    }

    /** Whether no build runs on it. */
    public boolean idle() {
        return builds.isEmpty();
    }

    /** How many builds it could take now. */
    public int freeExecutors() {
        return online && !setOffline ? Math.max(0, executors - builds.size()) : 0;
    }
}
