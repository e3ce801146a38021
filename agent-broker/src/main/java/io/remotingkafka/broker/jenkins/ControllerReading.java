package io.remotingkafka.broker.jenkins;

import java.util.List;

/** A controller's queue and nodes, read one right after the other: nodes first, so that no build is in neither. */
public record ControllerReading(List<QueueItem> items, List<ControllerNode> nodes) {
    public ControllerReading {
        items = List.copyOf(items);
        nodes = List.copyOf(nodes);
    }
}
