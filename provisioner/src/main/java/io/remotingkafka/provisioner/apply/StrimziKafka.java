package io.remotingkafka.provisioner.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.remotingkafka.provisioner.manifest.StrimziManifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a Kafka is that the Strimzi operator made, read from its status. Pure.
 *
 * @param internal bootstrap servers for clients within Kubernetes
 * @param external the same for those from outside
 * @param trust certificates of the authorities that signed the brokers'; empty where there is no TLS
 */
record StrimziKafka(String internal, Optional<String> external, String trust) {
    /** Empty where the operator has not told the listener of clients. */
    static Optional<StrimziKafka> of(JsonNode status) {
        return listener(status, StrimziManifests.CLIENTS)
                .map(clients -> new StrimziKafka(
                        clients.get("bootstrapServers").asText(),
                        listener(status, StrimziManifests.EXTERNAL).map(external -> external.get("bootstrapServers")
                                .asText()),
                        certificates(clients)));
    }

    private static Optional<JsonNode> listener(JsonNode status, String name) {
        for (JsonNode listener : status.path("listeners")) {
            if (name.equals(listener.path("name").asText()) && listener.hasNonNull("bootstrapServers")) {
                return Optional.of(listener);
            }
        }
        return Optional.empty();
    }

    private static String certificates(JsonNode listener) {
        List<String> certificates = new ArrayList<>();
        listener.path("certificates")
                .forEach(certificate -> certificates.add(certificate.asText().strip()));
        return String.join("\n", certificates);
    }
}
