package io.remotingkafka.provisioner.console.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the console finds the events of agents and builds. Kafka itself is {@code kafka.*}, as for agent-broker. */
@ConfigMapping(prefix = "provisioner.agents")
public interface EventsConfig {
    /** What all topics of the installation begin with, as agent-broker has it. */
    @WithDefault("remoting-kafka")
    String prefix();
}
