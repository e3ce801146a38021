package io.remotingkafka.broker.scaling;

import java.time.Duration;

/**
 * The times that decisions keep to.
 *
 * @param settle how long after a controller's restart no agent is taken away: its queue and runs come back late
 * @param passedOver after so long in the queue an item is not for a free node of somebody else: that node does not take it
 * @param unneeded how long a free agent that nobody needs is kept
 */
record Rules(Duration settle, Duration passedOver, Duration unneeded) {
    static final Rules DEFAULT = new Rules(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(10));
}
