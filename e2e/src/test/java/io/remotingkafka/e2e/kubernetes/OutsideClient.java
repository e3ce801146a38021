package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A client outside of Kubernetes, with nothing but what the hand-over says. */
final class OutsideClient {
    private OutsideClient() {}

    /** Writes one record and reads it again. */
    static void carriesARecord(Map<String, String> binding, String bootstrap, int nodes) throws Exception {
        Map<String, Object> settings = settings(binding, bootstrap);
        TopicPartition partition = new TopicPartition("remoting-kafka.from-outside", 0);
        try (Admin admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) nodes)))
                    .all()
                    .get(1, TimeUnit.MINUTES);
            producer.send(new ProducerRecord<>(partition.topic(), "hello")).get(1, TimeUnit.MINUTES);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofMinutes(1)))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).isEqualTo("hello"));
        }
    }

    /** For any of Kafka's clients. */
    static Map<String, Object> settings(Map<String, String> binding, String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        List.of(
                        "security.protocol",
                        "sasl.mechanism",
                        "sasl.jaas.config",
                        "ssl.truststore.type",
                        "ssl.truststore.certificates")
                .forEach(key -> settings.put(key, binding.get(key)));
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }
}
