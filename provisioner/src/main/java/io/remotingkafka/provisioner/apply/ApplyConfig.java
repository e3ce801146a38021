package io.remotingkafka.provisioner.apply;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things may take. */
@ConfigMapping(prefix = "provisioner.apply")
public interface ApplyConfig {
    /** From the beginning to a proved Kafka. */
    @WithDefault("10m")
    Duration deadline();

    /** How long something that looks hopeless, such as an image that cannot be pulled, may last. */
    @WithDefault("45s")
    Duration patience();

    /** How long Kubernetes may take to let go of a cluster's objects. */
    @WithDefault("3m")
    Duration removal();

    /** Whether operations that another run of the provisioner began are taken up when this one starts. */
    @WithDefault("true")
    boolean resume();
}
