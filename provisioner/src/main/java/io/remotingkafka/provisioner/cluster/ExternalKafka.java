package io.remotingkafka.provisioner.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A Kafka that is there already.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param credentialsSecret the name of a Secret in the namespace with Kafka client properties as its keys, such as
 *     {@code security.protocol}, {@code sasl.mechanism}, {@code sasl.jaas.config}; no security where empty
 */
public record ExternalKafka(String bootstrapServers, Optional<String> credentialsSecret) {
    /** What is not said is empty. */
    public ExternalKafka {
        credentialsSecret = credentialsSecret == null ? Optional.empty() : credentialsSecret;
    }

    /** The servers one by one. */
    public List<String> servers() {
        return List.of(bootstrapServers.split(" *, *", -1));
    }
}
