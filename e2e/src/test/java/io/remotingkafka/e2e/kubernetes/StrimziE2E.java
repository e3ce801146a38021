package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaAuthorizationSimple;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerAuthenticationScramSha512;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that an operator makes, on a real node: asked for, waited for, proved, handed over, undone. */
@Tag("cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StrimziE2E {
    private static final String SPEC = """
            {"mode":"Strimzi","profile":"Single","storage":{"size":"1Gi"},"listeners":{"external":{"type":"NodePort"}}}""";

    @TempDir
    private static Path directory;

    private static TestNamespace namespace;
    private static Provisioner provisioner;
    private static StrimziStandIn operator;

    @BeforeAll
    static void start() {
        namespace = TestNamespace.create();
        namespace.allow("k8s/rbac/provisioner-strimzi-role.yaml");
        StrimziStandIn.undefine(namespace.admin());
        operator = new StrimziStandIn(namespace.admin(), namespace.name());
        provisioner = Provisioner.start(directory.resolve("provisioner"));
        provisioner.connect("dev", namespace, namespace.token());
    }

    @AfterAll
    static void stop() {
        provisioner.close();
        StrimziStandIn.undefine(namespace.admin());
        namespace.close();
    }

    @Test
    @Order(1)
    void anOperatorThatIsMissingIsNamedAtOnce() {
        JsonNode refused = provisioner.plan("dev", "kafka", SPEC).body();

        assertThat(refused.get("type").asText()).isEqualTo("urn:remoting-kafka:operator-missing");
        assertThat(refused.toString()).contains("Strimzi", "0.49");
        assertThat(namespace.left()).isEmpty();
    }

    @Test
    @Order(2)
    void isMadeProvedUsedAndUndone() throws Exception {
        // Given
        StrimziStandIn.define(namespace.admin());
        assertThat(provisioner.plan("dev", "kafka", SPEC).body().get("changes"))
                .extracting(change -> change.at("/object/kind").asText() + " "
                        + change.get("change").asText())
                .containsExactly("KafkaNodePool Created", "Kafka Created", "KafkaUser Created");

        // When
        assertThat(provisioner.apply("dev", "kafka", SPEC).status()).isEqualTo(202);
        Kafka asked = operator.take("kafka");
        operator.make(asked, "kafka-agent-broker", directory);

        // Then
        isAskedForWithUsersAndRights(asked);
        List<JsonNode> progress = provisioner.progress("dev", "kafka");
        assertThat(progress.getLast().get("event").asText())
                .as(progress.toString())
                .isEqualTo("Ready");
        assertThat(progress.toString()).contains("Kafka cluster is being deployed");
        JsonNode status = provisioner.status("dev", "kafka").body();
        assertThat(status.at("/access/internal").asText())
                .isEqualTo("kafka-kafka-bootstrap." + namespace.name() + ".svc:9092");
        assertThat(status.at("/proof/strangerDenied").asBoolean()).isTrue();
        assertThat(status.at("/proof/listeners")).hasSize(2);
        Map<String, String> binding =
                namespace.secret(status.at("/access/bindingSecret").asText());
        assertThat(binding).containsEntry("user", "kafka-agent-broker").containsEntry("security.protocol", "SASL_SSL");
        OutsideClient.carriesARecord(binding, status.at("/access/external").asText(), 1);
        assertThat(provisioner.log()).doesNotContain(binding.get("password"));
        assertThat(provisioner.plan("dev", "kafka", SPEC).body().get("changes"))
                .as("applying again would change nothing")
                .allMatch(change -> change.get("change").asText().equals("Unchanged"));

        // And when
        assertThat(provisioner.undo("dev", "kafka").status()).isEqualTo(202);

        // Then
        assertThat(provisioner.end("dev", "kafka").get("event").asText()).isEqualTo("Removed");
        assertThat(namespace.left()).isEmpty();
    }

    @Test
    @Order(3)
    void whatTheOperatorRefusesIsToldInItsWords() {
        // Given
        StrimziStandIn.define(namespace.admin());

        // When
        assertThat(provisioner.apply("dev", "refused", SPEC).status()).isEqualTo(202);
        operator.take("refused-kafka");
        operator.refuse(
                "refused-kafka", "InvalidResourceException", "At least one KafkaNodePool with brokers is needed");

        // Then
        JsonNode end = provisioner.end("dev", "refused");
        assertThat(end.at("/reason/code").asText()).as(end.toString()).isEqualTo("operator-refused");
        assertThat(end.toString()).contains("InvalidResourceException", "At least one KafkaNodePool");
        assertThat(provisioner.undo("dev", "refused").status()).isEqualTo(202);
        assertThat(provisioner.end("dev", "refused").get("event").asText()).isEqualTo("Removed");
    }

    @Test
    @Order(4)
    void aModeIsNotChangedUnderneathData() {
        StrimziStandIn.define(namespace.admin());
        assertThat(provisioner.apply("dev", "changed", SPEC).status()).isEqualTo(202);
        operator.take("changed-kafka");

        JsonNode refused = provisioner
                .apply("dev", "changed", SPEC.replace("Strimzi", "KRaft"))
                .body();

        assertThat(refused.get("type").asText()).isEqualTo("urn:remoting-kafka:mode-changed");
        assertThat(provisioner.undo("dev", "changed").status()).isEqualTo(202);
        assertThat(provisioner.end("dev", "changed").get("event").asText()).isEqualTo("Removed");
    }

    private static void isAskedForWithUsersAndRights(Kafka asked) {
        assertThat(asked.getSpec().getKafka().getAuthorization()).isInstanceOf(KafkaAuthorizationSimple.class);
        assertThat(asked.getSpec().getKafka().getListeners())
                .extracting(GenericKafkaListener::getName, GenericKafkaListener::getType, GenericKafkaListener::isTls)
                .containsExactly(
                        tuple("clients", KafkaListenerType.INTERNAL, true),
                        tuple("external", KafkaListenerType.NODEPORT, true));
        assertThat(asked.getSpec().getKafka().getListeners()).allSatisfy(listener -> assertThat(listener.getAuth())
                .isInstanceOf(KafkaListenerAuthenticationScramSha512.class));
    }
}
