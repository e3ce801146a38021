package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kafka by REST with a bearer token, on a real node: tested, made, proved, used, undone. */
@Tag("cluster")
class KafkaOnKubernetesE2E {
    private static final String SMALL =
            "'storage':{'size':'1Gi'},'resources':{'cpu':'100m'},'listeners':{'external':{'type':'NodePort'}}";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"KRaft, Single, 1", "ZooKeeper, Single, 1"})
    void oneNodeIsMadeProvedUsedAndUndone(String mode, String profile, int nodes) throws Exception {
        isMadeProvedUsedAndUndone(mode, profile, nodes);
    }

    @Test
    @Tag("cluster-nightly")
    void threeNodesAreMadeProvedUsedAndUndone() throws Exception {
        isMadeProvedUsedAndUndone("KRaft", "Three", 3);
    }

    private void isMadeProvedUsedAndUndone(String mode, String profile, int nodes) throws Exception {
        try (TestNamespace namespace = TestNamespace.create();
                Provisioner provisioner = Provisioner.start(directory)) {
            // given
            provisioner.connect("dev", namespace, namespace.token());
            assertThat(provisioner.test("dev"))
                    .noneMatch(check -> check.get("outcome").asText().equals("FAILED"));
            String spec = json("{'mode':'%s','profile':'%s',%s}".formatted(mode, profile, SMALL));
            assertThat(provisioner.plan("dev", "kafka", spec).body().get("changes"))
                    .allMatch(change -> change.get("change").asText().equals("Created"));

            // when
            assertThat(provisioner.apply("dev", "kafka", spec).status()).isEqualTo(202);
            assertThat(provisioner.status("dev", "kafka").body().get("phase").asText())
                    .as("told from the first moment on")
                    .isEqualTo("APPLYING");

            // then
            assertThat(steps(provisioner.progress("dev", "kafka")))
                    .containsExactly("PLAN", "APPLY", "ADDRESS", "START", "USERS", "PROVE", "HAND_OVER", "Ready");
            JsonNode status = provisioner.status("dev", "kafka").body();
            assertThat(status.get("phase").asText()).isEqualTo("READY");
            assertThat(status.at("/proof/strangerDenied").asBoolean()).isTrue();
            assertThat(status.at("/proof/listeners/0/name").asText()).isEqualTo("internal");
            assertThat(status.at("/proof/listeners/1/name").asText()).isEqualTo("external");

            Map<String, String> binding =
                    namespace.secret(status.at("/access/bindingSecret").asText());
            assertThat(binding)
                    .containsEntry("type", "kafka")
                    .containsEntry("bootstrap-servers", "kafka." + namespace.name() + ".svc:9092")
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                    .containsKeys("ca.crt", "user", "password");
            OutsideClient.carriesARecord(binding, status.at("/access/external").asText(), nodes);
            assertThat(provisioner.log()).doesNotContain(binding.get("password"));
            assertThat(provisioner.plan("dev", "kafka", spec).body().get("changes"))
                    .as("applying again would change nothing")
                    .allMatch(change -> change.get("change").asText().equals("Unchanged"));

            // and when
            assertThat(provisioner.undo("dev", "kafka").status()).isEqualTo(202);

            // then
            assertThat(provisioner.end("dev", "kafka").get("event").asText()).isEqualTo("Removed");
            assertThat(namespace.left()).isEmpty();
            assertThat(provisioner.status("dev", "kafka").status()).isEqualTo(404);
        }
    }

    /** What began, one after the other, and how it ended. */
    private static List<String> steps(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("step").asText(event.get("event").asText()))
                .filter(name -> !List.of("ObjectDone", "Observed", "LogTail").contains(name))
                .toList();
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
