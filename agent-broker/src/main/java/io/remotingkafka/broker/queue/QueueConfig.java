package io.remotingkafka.broker.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How controllers' queues are watched. */
@ConfigMapping(prefix = "remoting.queue")
public interface QueueConfig {
    /** How long after a reading a queue is read again while something waits or agents on demand exist; looked at each second. */
    @WithDefault("500ms")
    Duration busy();

    /** How often it is read while nothing happens. */
    @WithDefault("5s")
    Duration quiet();
}
