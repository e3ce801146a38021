package io.remotingkafka.provisioner.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That Kafka works, shown through the listeners that clients use.
 *
 * @param at when
 * @param listeners one for each listener tried
 * @param strangerDenied whether a user without rights was kept out; empty where there is no authorisation
 */
public record Proof(Instant at, List<ListenerProof> listeners, Optional<Boolean> strangerDenied) {
    /**
     * One listener.
     *
     * @param name {@code internal} or {@code external}
     * @param bootstrapServers where it was reached
     * @param median of the times from sending a record to having read it
     * @param slowest of these times
     */
    public record ListenerProof(String name, String bootstrapServers, Duration median, Duration slowest) {}
}
