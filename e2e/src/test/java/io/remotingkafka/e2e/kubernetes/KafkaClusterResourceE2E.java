package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The declarative way: what {@code kubectl apply} puts there is made, what {@code kubectl delete} takes away goes. */
@Tag("cluster")
@Tag("cluster-nightly")
class KafkaClusterResourceE2E {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String DEMO = """
            apiVersion: remotingkafka.io/v1alpha1
            kind: KafkaCluster
            metadata: { name: demo }
            spec:
              storage: { size: %s }
              resources: { cpu: %s }
              volumesOnDelete: Delete
            """;

    @TempDir
    Path directory;

    @Test
    void isMadeChangedAndTakenAwayAsItSays() {
        try (TestNamespace namespace = TestNamespace.create();
                Provisioner provisioner = Provisioner.start(directory)) {
            // given
            namespace.defineKafkaClusters();
            provisioner.connect("dev", namespace, namespace.token());

            // when
            namespace.apply(DEMO.formatted("1Gi", "100m"));

            // then
            awaitReady(namespace, "True", "Proved", 1);
            JsonNode status = namespace.kafkaCluster("demo").get("status");
            assertThat(status.get("phase").asText()).isEqualTo("Ready");
            assertThat(status.get("bootstrapServers").asText())
                    .isEqualTo("demo-kafka." + namespace.name() + ".svc:9092");
            assertThat(namespace.secret(status.get("bindingSecret").asText())).containsEntry("type", "kafka");
            assertThat(provisioner.status("dev", "demo").body().get("phase").asText())
                    .as("the same over REST")
                    .isEqualTo("READY");

            // when it says what cannot be
            namespace.apply(DEMO.formatted("much", "100m"));

            // then
            awaitReady(namespace, "False", "InvalidCluster", 2);
            assertThat(condition(namespace).get("message").asText()).contains("storage.size");

            // when it says something else
            namespace.apply(DEMO.formatted("1Gi", "110m"));

            // then
            awaitReady(namespace, "True", "Proved", 3);
            assertThat(provisioner
                            .status("dev", "demo")
                            .body()
                            .at("/spec/resources/cpu")
                            .asText())
                    .isEqualTo("110m");

            // when
            namespace.deleteKafkaCluster("demo");

            // then
            await().atMost(LIMIT).until(() -> namespace.kafkaCluster("demo").isMissingNode());
            assertThat(namespace.left()).isEmpty();
        }
    }

    @Test
    void saysWhyItFailedAndGoesOnByItself() {
        try (TestNamespace namespace = TestNamespace.create();
                Provisioner provisioner = Provisioner.start(directory)) {
            // given
            namespace.defineKafkaClusters();
            namespace.create(new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("tight")
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("requests.memory", new Quantity("100Mi"))
                    .endSpec()
                    .build());
            provisioner.connect("dev", namespace, namespace.token());

            // when
            namespace.apply(DEMO.formatted("1Gi", "100m"));

            // then
            awaitReady(namespace, "False", "QuotaExceeded", 1);
            assertThat(condition(namespace).get("message").asText()).contains("requests.memory", "Raise the quota");

            // when
            namespace.deleteQuota("tight");

            // then
            awaitReady(namespace, "True", "Proved", 1);

            // and when it is deleted while nobody watches
            provisioner.kill();
            namespace.deleteKafkaCluster("demo");
            assertThat(namespace.kafkaCluster("demo").isMissingNode()).isFalse();
            provisioner.start();

            // then
            await().atMost(LIMIT).until(() -> namespace.kafkaCluster("demo").isMissingNode());
            assertThat(namespace.left()).isEmpty();
        }
    }

    private static void awaitReady(TestNamespace namespace, String status, String reason, int generation) {
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonNode condition = condition(namespace);
            assertThat(condition.path("status").asText() + " "
                            + condition.path("reason").asText() + " "
                            + condition.path("observedGeneration").asText())
                    .as(condition.path("message").asText())
                    .isEqualTo(status + " " + reason + " " + generation);
        });
        assertThat(namespace
                        .kafkaCluster("demo")
                        .at("/status/observedGeneration")
                        .asInt())
                .isEqualTo(generation);
    }

    private static JsonNode condition(TestNamespace namespace) {
        return namespace.kafkaCluster("demo").at("/status/conditions/0");
    }
}
