package io.remotingkafka.tunnel.kafka;

import java.time.Instant;

/** Whether this process reaches Kafka, as seen by its own probe. */
public sealed interface KafkaStatus {
    /** Since when. */
    Instant since();

    /** It answers. */
    record Reachable(Instant since) implements KafkaStatus {}

    /**
     * It does not.
     *
     * @param since when it last answered; at the start, when it was first asked
     * @param reason in the client's own words
     */
    record Unreachable(Instant since, String reason) implements KafkaStatus {}
}
