package io.remotingkafka.protocol.naming;

import java.time.Instant;

/**
 * One wait of one task in a controller's build queue.
 *
 * @param item the controller's number for it, or what stands for one where a controller has none
 * @param inQueueSince tells two items of one number apart: numbers begin anew when a controller loses its queue
 */
public record QueueItemId(ControllerName controller, String item, Instant inQueueSince) {
    /** The key of this item's records on the {@code queue} topic. */
    public String key() {
        return controller + "/" + item + "/" + inQueueSince.toEpochMilli();
    }

    @Override
    public String toString() {
        return key();
    }
}
