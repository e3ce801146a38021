package io.remotingkafka.provisioner.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Where clients connect. Those within Kubernetes always can, on port 9092 of the Kafka service.
 *
 * @param external how clients outside of Kubernetes connect; they cannot where empty
 */
public record Listeners(Optional<External> external) {
    static Listeners internalOnly() {
        return new Listeners(Optional.empty());
    }

    /**
     * For clients outside of Kubernetes.
     *
     * @param type what carries them in
     * @param nodePort the first broker's port, the others' follow; Kubernetes chooses where empty
     * @param address the name or address that clients use; found out where empty
     */
    public record External(ExternalType type, Optional<Integer> nodePort, Optional<String> address) {}

    /** What carries clients in from outside. */
    public enum ExternalType {
        /** A port of every node. */
        @JsonProperty("NodePort")
        NODE_PORT,
        /** A load balancer of the cloud, one for each broker. */
        @JsonProperty("LoadBalancer")
        LOAD_BALANCER
    }
}
