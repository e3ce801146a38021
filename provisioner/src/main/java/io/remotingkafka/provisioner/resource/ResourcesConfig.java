package io.remotingkafka.provisioner.resource;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The declarative way: {@code KafkaCluster} resources. */
@ConfigMapping(prefix = "provisioner.resources")
public interface ResourcesConfig {
    /** Whether {@code KafkaCluster} resources in the connections' namespaces are followed. */
    @WithDefault("true")
    boolean watch();

    /** How long after a failure what a resource wants is tried again. */
    @WithDefault("1m")
    Duration retry();
}
