package io.remotingkafka.e2e;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    static long end(Map<String, Object> client, String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(client)) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    /** Loses all records that are there now. */
    static void lose(Map<String, Object> client, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(end(client, topic))))
                    .all()
                    .get();
        }
    }

    /** The topic's last record, written once more. */
    static void repeatLast(Map<String, Object> client, String topic) throws ExecutionException, InterruptedException {
        write(client, topic, last(client, topic));
    }

    /** The value of the topic's last record. */
    static byte[] last(Map<String, Object> client, String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, end(client, topic) - 1);
            List<ConsumerRecord<byte[], byte[]>> records =
                    consumer.poll(Duration.ofSeconds(10)).records(partition);
            return records.getFirst().value();
        }
    }

    /** Writes a record. */
    static void write(Map<String, Object> client, String topic, byte[] value)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get();
        }
    }
}
