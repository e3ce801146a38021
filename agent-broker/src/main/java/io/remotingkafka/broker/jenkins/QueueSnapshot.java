package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A controller's queue and nodes, both read whole, at one time.
 *
 * @param readableSince since when every reading has succeeded: after a controller's restart its queue comes back late
 */
public record QueueSnapshot(
        ControllerName controller,
        Instant at,
        Instant readableSince,
        Map<QueueItemId, QueueItem> items,
        Map<AgentName, ControllerNode> nodes) {
    /** The node of that name. */
    public Optional<ControllerNode> node(AgentName name) {
        return Optional.ofNullable(nodes.get(name));
    }
}
