package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of three nodes one may be lost at any time: nothing that Kafka took is lost, doubled or out of order. */
@Tag("cluster")
@Tag("cluster-nightly")
class LostBrokerE2E {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final TopicPartition PARTITION = new TopicPartition("remoting-kafka.counted", 0);
    private static final int ENOUGH = 500;

    @TempDir
    Path directory;

    @Test
    void losesNothing() throws Exception {
        try (TestNamespace namespace = TestNamespace.create();
                Provisioner provisioner = Provisioner.start(directory)) {
            // given
            provisioner.connect("dev", namespace, namespace.token());
            provisioner.apply(
                    "dev",
                    "kafka",
                    "{\"profile\":\"Three\",\"resources\":{\"cpu\":\"100m\"},"
                            + "\"listeners\":{\"external\":{\"type\":\"NodePort\"}}}");
            assertThat(provisioner.end("dev", "kafka").get("event").asText()).isEqualTo("Ready");
            JsonNode access = provisioner.status("dev", "kafka").body().get("access");
            Map<String, Object> settings = OutsideClient.settings(
                    namespace.secret(access.get("bindingSecret").asText()),
                    access.get("external").asText());

            try (Admin admin = Admin.create(settings)) {
                admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 3)))
                        .all()
                        .get(1, TimeUnit.MINUTES);

                // when the partition's leader is lost while records flow
                Counting counting = Counting.begin(settings);
                await().atMost(LIMIT).until(() -> counting.taken.size() > ENOUGH);
                namespace.deletePod("kafka-" + leader(admin));
                await().atMost(LIMIT).until(() -> namespace.ready("kafka") < 3);
                await().atMost(LIMIT).until(() -> namespace.ready("kafka") == 3);
                int back = counting.taken.size();
                await().atMost(LIMIT).until(() -> counting.taken.size() > back + ENOUGH);
                List<Integer> taken = counting.end();

                // then
                assertThat(read(settings, taken.size())).isEqualTo(taken);
            }
        }
    }

    private static int leader(Admin admin) throws Exception {
        return admin.describeTopics(List.of(PARTITION.topic()))
                .allTopicNames()
                .get(1, TimeUnit.MINUTES)
                .get(PARTITION.topic())
                .partitions()
                .getFirst()
                .leader()
                .id();
    }

    private static List<Integer> read(Map<String, Object> settings, int count) {
        List<Integer> read = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new IntegerDeserializer(), new IntegerDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            assertThat(end).as("records in the partition").isGreaterThanOrEqualTo(count);
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<Integer, Integer> record : consumer.poll(Duration.ofSeconds(1))) {
                    read.add(record.value());
                }
            }
        }
        return read;
    }

    /** Numbers, one after the other, some of them on their way at any time; those that all replicas in sync took. */
    private static final class Counting {
        private static final int ON_THEIR_WAY = 50;

        private final Queue<Integer> taken = new ConcurrentLinkedQueue<>();
        private final Queue<Exception> refused = new ConcurrentLinkedQueue<>();
        private final Semaphore free = new Semaphore(ON_THEIR_WAY);
        private final AtomicBoolean over = new AtomicBoolean();
        private Thread thread;

        static Counting begin(Map<String, Object> settings) {
            Counting counting = new Counting();
            counting.thread = Thread.ofVirtual().start(() -> counting.run(settings));
            return counting;
        }

        List<Integer> end() throws InterruptedException {
            over.set(true);
            thread.join();
            assertThat(refused).isEmpty();
            return List.copyOf(taken);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of each
        private void run(Map<String, Object> settings) {
            Map<String, Object> own = new HashMap<>(settings);
            own.put("acks", "all");
            own.put("delivery.timeout.ms", (int) LIMIT.toMillis());
            own.put("linger.ms", 0);
            try (var producer = new KafkaProducer<>(own, new IntegerSerializer(), new IntegerSerializer())) {
                for (int number = 0; !over.get(); number++) {
                    int sent = number;
                    free.acquire();
                    producer.send(
                            new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), sent, sent),
                            (metadata, failure) -> {
                                free.release();
                                if (failure == null) {
                                    taken.add(sent);
                                } else {
                                    refused.add(failure);
                                }
                            });
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("Interrupted", e);
            }
        }
    }
}
