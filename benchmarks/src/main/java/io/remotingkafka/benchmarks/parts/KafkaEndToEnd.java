package io.remotingkafka.benchmarks.parts;

import io.remotingkafka.tunnel.kafka.ClientConfigs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own latency: from {@code send} until a waiting consumer has the record, one record at a time, with the tunnel's
 * settings of both clients ({@code acks=all}, idempotent, {@code linger.ms=0}). In nanoseconds: Kafka's own tool prints whole
 * milliseconds.
 */
public final class KafkaEndToEnd implements AutoCloseable {
    private static final String TOPIC = "benchmark-end-to-end";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SynchronousQueue<Long> arrivals = new SynchronousQueue<>();
    private volatile boolean closing;

    private KafkaEndToEnd(Map<String, Object> client) {
        this.producer = new KafkaProducer<>(
                ClientConfigs.producer(client, "benchmark"), new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                ClientConfigs.reader(client, "benchmark"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        consumer.position(partition);
        Thread.ofPlatform().daemon().name("end-to-end").start(this::read);
    }

    /** Makes a topic and both clients. */
    public static KafkaEndToEnd start(Map<String, Object> client) {
        Topics.create(client, TOPIC);
        return new KafkaEndToEnd(client);
    }

    /** Sends a record of that many bytes, and returns how long it took to arrive. */
    public long nanos(int bytes) {
        byte[] record = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(record);
        long start = System.nanoTime();
        var sent = producer.send(new ProducerRecord<>(TOPIC, 0, null, record));
        try {
            Long arrived = arrivals.poll(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            sent.get();
            if (arrived == null) {
                throw new IllegalStateException("A record did not arrive within " + LIMIT.toSeconds() + " s");
            }
            return arrived - start;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> unused : consumer.poll(Duration.ofHours(1))) {
                    arrivals.put(System.nanoTime());
                }
            }
        } catch (WakeupException | InterruptedException e) {
            if (!closing) {
                throw new IllegalStateException("The consumer was interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        closing = true;
        consumer.wakeup();
    }
}
