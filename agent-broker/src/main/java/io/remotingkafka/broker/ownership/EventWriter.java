package io.remotingkafka.broker.ownership;

import io.remotingkafka.protocol.event.EncodedEvent;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.EventCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** Writes events, in the order in which they come, on one thread that may wait for Kafka. */
public final class EventWriter implements AutoCloseable {
    private final String source;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("event-writer").daemon().factory());

    EventWriter(Map<String, Object> config, String instance) {
        this.source = "/remoting-kafka/agent-broker/" + instance;
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** In which partition of a topic with that many an event of this subject stands. */
    static int partitionOf(String subject, int partitions) {
        return Utils.toPositive(Utils.murmur2(subject.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** Writes an event; done when it is stored. */
    Future<Void> write(String topic, int partition, Event event) {
        EncodedEvent encoded =
                EventCodec.encode(event, source, UUID.randomUUID().toString(), Instant.now());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, bytes(encoded.key()), bytes(encoded.json()));
        encoded.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
        return send(record);
    }

    /** Writes a tombstone. */
    Future<Void> forget(String topic, int partition, String subject) {
        return send(new ProducerRecord<>(topic, partition, bytes(subject), null));
    }

    // The callback tells all that the futures would.
    @SuppressWarnings("FutureReturnValueIgnored")
    private Future<Void> send(ProducerRecord<byte[], byte[]> record) {
        Promise<Void> stored = Promise.promise();
        executor.execute(() -> producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                stored.complete();
            } else {
                stored.fail(failure);
            }
        }));
        return stored.future();
    }

    @Override
    public void close() {
        executor.shutdown();
        producer.close(java.time.Duration.ofSeconds(3));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
