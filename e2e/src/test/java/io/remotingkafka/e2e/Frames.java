package io.remotingkafka.e2e;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a fault of Kafka, or somebody with its credentials, can do to an agent's topics. */
final class Frames {
    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);

    private Frames() {}

    static String up(String agent) {
        return TOPICS.up(id(agent));
    }

    static String down(String agent) {
        return TOPICS.down(id(agent));
    }

    private static AgentId id(String agent) {
        return new AgentId(new ControllerName("main"), new AgentName(agent));
    }

    /** The offset behind the topic's last record. */
    static long end(Map<String, Object> client, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(client)) {
            return result(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition))
                    .offset();
        }
    }

    /** Loses all records that are there now. */
    static void lose(Map<String, Object> client, String topic) {
        var before = RecordsToDelete.beforeOffset(end(client, topic));
        try (Admin admin = Admin.create(client)) {
            result(admin.deleteRecords(Map.of(new TopicPartition(topic, 0), before))
                    .all());
        }
    }

    /** The topic's last record, written once more. */
    static void repeatLast(Map<String, Object> client, String topic) {
        write(client, topic, last(client, topic));
    }

    /** The value of the topic's last record. */
    static byte[] last(Map<String, Object> client, String topic) {
        return read(client, topic, end(client, topic) - 1).getFirst().value();
    }

    /** Some of the topic's records, from that offset on. */
    static List<ConsumerRecord<byte[], byte[]>> read(Map<String, Object> client, String topic, long offset) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            return consumer.poll(Duration.ofSeconds(10)).records(partition);
        }
    }

    /** Writes a record. */
    static void write(Map<String, Object> client, String topic, byte[] value) {
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            result(producer.send(new ProducerRecord<>(topic, 0, null, value)));
        }
    }

    /**
     * What Kafka answers.
     *
     * @throws KafkaException if that is a refusal
     */
    private static <T> T result(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
