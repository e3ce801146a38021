package io.remotingkafka.provisioner.console.events;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The Kafka that carries the events: what {@code kafka.*} says, as for agent-broker. */
@Singleton
public class EventKafka {
    private final Map<String, Object> settings;
    private final Optional<String> servers;

    EventKafka(
            @Identifier("default-kafka-broker") Map<String, Object> settings,
            @ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> servers) {
        this.settings = settings;
        this.servers = servers;
    }

    /** The settings of a client; empty where no Kafka is configured. */
    Optional<Map<String, Object>> client() {
        return servers.map(address -> {
            Map<String, Object> client = new HashMap<>(settings);
            client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address);
            return client;
        });
    }
}
