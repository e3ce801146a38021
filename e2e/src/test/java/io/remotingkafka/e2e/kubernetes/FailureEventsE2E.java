package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster's story is on its own topic: what went wrong before there was a Kafka, and what goes wrong afterwards. */
@Tag("cluster")
@Tag("cluster-nightly")
class FailureEventsE2E {
    private static final TopicPartition TOPIC = new TopicPartition("remoting-kafka.clusters", 0);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void failuresAreToldToTheKafkaThatComesAndToTheOneThatIsThere() {
        try (TestNamespace namespace = TestNamespace.create();
                Provisioner provisioner = Provisioner.start(directory)) {
            // given a first request that fails
            int taken = namespace.takeNodePort("taken");
            provisioner.connect("dev", namespace, namespace.token());
            ends(provisioner, port(taken), "Failed");

            // when one succeeds, and the next fails again
            ends(provisioner, anyPort(), "Ready");
            JsonNode access = provisioner.status("dev", "kafka").body().get("access");
            Map<String, Object> settings = OutsideClient.settings(
                    namespace.secret(access.get("bindingSecret").asText()),
                    access.get("external").asText());
            ends(provisioner, port(taken), "Failed");

            // then
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                consumer.assign(List.of(TOPIC));
                consumer.seekToBeginning(List.of(TOPIC));
                List<String> told = new ArrayList<>();
                await().atMost(LIMIT).untilAsserted(() -> {
                    consumer.poll(Duration.ofSeconds(1)).forEach(record -> told.add(type(record) + " " + code(record)));
                    assertThat(told)
                            .containsExactly(
                                    "failed node-port-taken",
                                    "planned ",
                                    "applying ",
                                    "ready ",
                                    "failed node-port-taken");
                });
            }
        }
    }

    private static void ends(Provisioner provisioner, String spec, String event) {
        assertThat(provisioner.apply("dev", "kafka", spec).status()).isEqualTo(202);
        assertThat(provisioner.end("dev", "kafka").get("event").asText()).isEqualTo(event);
    }

    private static String type(ConsumerRecord<String, String> record) {
        return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)
                .replace("io.remotingkafka.kafka.", "");
    }

    private static String code(ConsumerRecord<String, String> record) {
        return Provisioner.read(record.value()).path("code").asText();
    }

    private static String anyPort() {
        return "{\"resources\":{\"cpu\":\"100m\"},\"listeners\":{\"external\":{\"type\":\"NodePort\"}}}";
    }

    private static String port(int nodePort) {
        return anyPort().replace("\"NodePort\"", "\"NodePort\",\"nodePort\":" + nodePort);
    }
}
