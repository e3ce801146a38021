package io.remotingkafka.benchmarks.parts;

import io.remotingkafka.tunnel.kafka.ClientConfigs;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What Kafka's {@code kafka-producer-perf-test} does: records of one size, as fast as Kafka takes them, with the tunnel's
 * settings of the producer ({@code acks=all}, idempotent, {@code linger.ms=0}).
 */
public final class KafkaProduction implements AutoCloseable {
    private static final String TOPIC = "benchmark-production";

    private final KafkaProducer<byte[], byte[]> producer;

    private KafkaProduction(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Makes a topic and a producer. */
    public static KafkaProduction start(Map<String, Object> client) {
        Topics.create(client, TOPIC);
        return new KafkaProduction(new KafkaProducer<>(
                ClientConfigs.producer(client, "benchmark-production"),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    /** Produces that many bytes in records of that size; how long it took until all were acknowledged. */
    public Duration produce(long bytes, int recordSize) {
        byte[] record = new byte[recordSize];
        ThreadLocalRandom.current().nextBytes(record);
        AtomicReference<String> failure = new AtomicReference<>("");
        long start = System.nanoTime();
        for (long sent = 0; sent < bytes; sent += recordSize) {
            var unused = producer.send(new ProducerRecord<>(TOPIC, 0, null, record), (metadata, e) -> {
                if (e != null) {
                    failure.set(e.toString());
                }
            });
        }
        producer.flush();
        if (!failure.get().isEmpty()) {
            throw new IllegalStateException("Kafka did not take a record: " + failure);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
