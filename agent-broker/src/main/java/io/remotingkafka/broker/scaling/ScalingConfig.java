package io.remotingkafka.broker.scaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The times that decisions keep to. */
@ConfigMapping(prefix = "remoting.scaling")
public interface ScalingConfig {
    /** How long after a controller's (or the broker's) restart no agent is taken away. */
    @WithDefault("60s")
    Duration settle();

    /** After so long in the queue an item is not for a free node of somebody else. */
    @WithDefault("10s")
    Duration passedOver();

    /** How long a free agent that nobody needs is kept. */
    @WithDefault("10s")
    Duration unneeded();
}
