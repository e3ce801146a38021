package io.remotingkafka.provisioner.console;

import io.remotingkafka.protocol.event.EncodedEvent;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells events as agent-broker does, those that a test wants. */
public final class ScriptedBroker implements AutoCloseable {
    private static final String SOURCE = "/remoting-kafka/agent-broker/scripted";

    private final Map<String, Object> client;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    /** At that Kafka; all of them are one run of one instance. */
    public ScriptedBroker(String bootstrapServers) {
        this.client = Map.of("bootstrap.servers", bootstrapServers);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("linger.ms", 0);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Makes a topic. */
    public void create(String topic, int partitions) {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(topic + " cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Something happened at that time. */
    public void tell(String topic, Instant at, Event... events) {
        for (Event event : events) {
            EncodedEvent encoded =
                    EventCodec.encode(event, SOURCE, UUID.randomUUID().toString(), at);
            send(topic, at, encoded.key(), encoded.headers(), bytes(encoded.json()));
        }
        flush();
    }

    /** A record of any kind. */
    public void send(String topic, Instant at, String key, Map<String, String> headers, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, at.toEpochMilli(), key == null ? null : bytes(key), value);
        headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
        sent.add(producer.send(record));
    }

    /** What was sent is stored. */
    public void flush() {
        producer.flush();
        try {
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("not stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        sent.clear();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
