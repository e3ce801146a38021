package io.remotingkafka.protocol.event;

import java.time.Instant;

/**
 * Kafka was out of reach of one service and is back: told afterwards, since nothing can be told while it lasts.
 *
 * @param instance the service's instance
 * @param from when it was last in reach
 * @param until when it was in reach again
 */
public record KafkaOutageEnded(String instance, Instant from, Instant until) implements Event {
    static final String TYPE = "io.remotingkafka.kafka.outage-ended";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String subject() {
        return instance;
    }
}
