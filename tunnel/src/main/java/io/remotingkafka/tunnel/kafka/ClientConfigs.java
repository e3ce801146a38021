package io.remotingkafka.tunnel.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the tunnel needs of its Kafka clients, laid over the administrator's own settings. The keys set here are part of
 * the tunnel's promise (order, no loss, no blocking), so they win.
 */
public final class ClientConfigs {
    /** How long a record may wait for its acknowledgement: longer than any outage that a session survives. */
    static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(5);

    private ClientConfigs() {}

    /** For writing frames. */
    public static Map<String, Object> frameProducer(Map<String, Object> base, String clientId) {
        Map<String, Object> config = producer(base, clientId);
        // send() runs on event loops. With 0 it never waits: neither for metadata, which the client forgets in an
        // outage, nor for buffer space. What it does not take stays in the session's own queue.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
        return config;
    }

    /** For writing events, from threads that may wait. */
    public static Map<String, Object> producer(Map<String, Object> base, String clientId) {
        Map<String, Object> config = common(base, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Kafka 4's default of 5 ms would cost 10 ms a round trip.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return config;
    }

    /** For reading partitions that the reader assigns itself. */
    public static Map<String, Object> reader(Map<String, Object> base, String clientId) {
        Map<String, Object> config = consumer(base, clientId);
        // Only after records were deleted unread. Frames are then missing, and their numbers tell.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // What may pile up in the client beside the sessions' own windows.
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        return config;
    }

    /** For membership of a group alone. */
    public static Map<String, Object> consumer(Map<String, Object> base, String clientId) {
        Map<String, Object> config = common(base, clientId);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return config;
    }

    /** For administration; each call is bounded by ten seconds. */
    public static Map<String, Object> admin(Map<String, Object> base, String clientId) {
        Map<String, Object> config = common(base, clientId);
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return config;
    }

    private static Map<String, Object> common(Map<String, Object> base, String clientId) {
        Map<String, Object> config = new HashMap<>(base);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        config.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        config.put("auto.include.jmx.reporter", false);
        config.put("enable.metrics.push", false);
        return config;
    }
}
