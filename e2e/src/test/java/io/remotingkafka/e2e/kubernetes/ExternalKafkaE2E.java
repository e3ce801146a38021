package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.remotingkafka.e2e.KafkaUsers;
import io.remotingkafka.testbed.kafka.KafkaProcess;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that others made, with users and ACLs: checked, proved and handed over, on a real node. */
@Tag("cluster")
class ExternalKafkaE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path directory;

    private static KafkaSettings kafka;
    private static KafkaProcess process;
    private static KafkaUsers users;
    private static TestNamespace namespace;
    private static Provisioner provisioner;

    @BeforeAll
    static void start() {
        kafka = KafkaSettings.in(directory.resolve("kafka")).withUsers("admin-secret");
        process = KafkaProcess.start(kafka);
        users = new KafkaUsers(kafka);
        users.addBroker();
        users.addAgent("without-rights");
        namespace = TestNamespace.create();
        namespace.defineKafkaClusters();
        provisioner = Provisioner.start(directory.resolve("provisioner"));
        provisioner.connect("dev", namespace, namespace.token());
    }

    @AfterAll
    static void stop() {
        provisioner.close();
        namespace.close();
        process.close();
    }

    @Test
    void isProvedHandedOverAndLetGo() {
        // Given
        secret("login", users.brokerClient());
        String spec = spec(kafka.bootstrapServers(), "login");
        assertThat(provisioner
                        .plan("dev", "ours", spec)
                        .body()
                        .at("/changes/0/object/name")
                        .asText())
                .isEqualTo("ours-kafka-binding");

        // When
        assertThat(provisioner.apply("dev", "ours", spec).status()).isEqualTo(202);

        // Then
        assertThat(provisioner.progress("dev", "ours").toString())
                .contains("1 brokers reached", "metadata.version", "may not make users and ACLs", "Ready");
        JsonNode status = provisioner.status("dev", "ours").body();
        assertThat(status.at("/access/internal").asText()).isEqualTo(kafka.bootstrapServers());
        assertThat(status.at("/proof/listeners/0/name").asText()).isEqualTo("external");
        Map<String, String> binding =
                namespace.secret(status.at("/access/bindingSecret").asText());
        assertThat(binding)
                .containsEntry("type", "kafka")
                .containsEntry("bootstrap.servers", kafka.bootstrapServers())
                .containsEntry(
                        "sasl.jaas.config",
                        users.brokerClient().get("sasl.jaas.config").toString());
        assertThat(provisioner.log()).doesNotContain("secret-of-broker");

        // And when
        assertThat(provisioner.undo("dev", "ours").status()).isEqualTo(202);

        // Then
        assertThat(provisioner.end("dev", "ours").get("event").asText()).isEqualTo("Removed");
        assertThat(namespace.secret("login")).as("the user's own Secret").isNotEmpty();
        assertThat(provisioner.status("dev", "ours").status()).isEqualTo(404);
    }

    @Test
    void isTheSameAsAResource() {
        // When
        secret("declared-login", users.brokerClient());
        namespace.apply("""
                apiVersion: remotingkafka.io/v1alpha1
                kind: KafkaCluster
                metadata: { name: declared }
                spec:
                  mode: External
                  external: { bootstrapServers: "%s", credentialsSecret: declared-login }
                """.formatted(kafka.bootstrapServers()));

        // Then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(namespace
                        .kafkaCluster("declared")
                        .at("/status/conditions/0/reason")
                        .asText())
                .as(namespace.kafkaCluster("declared").toString())
                .isEqualTo("Proved"));
        JsonNode status = namespace.kafkaCluster("declared").get("status");
        assertThat(status.get("bootstrapServers").asText()).isEqualTo(kafka.bootstrapServers());
        assertThat(namespace.secret(status.get("bindingSecret").asText()))
                .containsEntry("bootstrap.servers", kafka.bootstrapServers());

        // And when
        namespace.deleteKafkaCluster("declared");

        // Then
        await().atMost(LIMIT).until(() -> namespace.kafkaCluster("declared").isMissingNode());
        assertThat(namespace.left())
                .doesNotContain("Secret/" + status.get("bindingSecret").asText())
                .contains("Secret/declared-login");
    }

    @Test
    void aWrongPasswordIsNamed() {
        Map<String, Object> wrong = new HashMap<>(users.brokerClient());
        wrong.put("sasl.jaas.config", wrong.get("sasl.jaas.config").toString().replace("secret-of-broker", "guessed"));
        secret("wrong-password", wrong);

        assertThat(failure("wrong-password", kafka.bootstrapServers(), "wrong-password"))
                .isEqualTo("kafka-login-refused");
    }

    @Test
    void aUserWithoutRightsIsNamed() {
        secret("no-rights", users.client("without-rights"));

        assertThat(failure("no-rights", kafka.bootstrapServers(), "no-rights")).isEqualTo("kafka-forbidden");
    }

    @Test
    void aKafkaThatDoesNotAnswerIsNamed() {
        secret("unheard", users.brokerClient());

        assertThat(failure("unheard", "127.0.0.1:" + FreePorts.one(), "unheard"))
                .isEqualTo("kafka-unreachable");
    }

    @Test
    void aKafkaWithoutUsersIsTrustedByItsOwnCertificateAlone() throws IOException {
        // Given
        ServerCertificate own = ServerCertificate.of(Files.createDirectory(directory.resolve("own")), "IP:127.0.0.1");
        ServerCertificate another =
                ServerCertificate.of(Files.createDirectory(directory.resolve("another")), "IP:127.0.0.1");
        KafkaSettings settings = KafkaSettings.in(directory.resolve("tls"))
                .withTls(own.write(directory.resolve("tls.p12")), ServerCertificate.PASSWORD);
        try (KafkaProcess tls = KafkaProcess.start(settings)) {
            // When
            secret("wrong-authority", trusting(another));
            String wrong = failure("wrong-authority", tls.settings().bootstrapServers(), "wrong-authority");

            // Then
            assertThat(wrong).isEqualTo("kafka-untrusted");

            // And when
            secret("right-authority", trusting(own));
            assertThat(provisioner
                            .apply("dev", "tls", spec(tls.settings().bootstrapServers(), "right-authority"))
                            .status())
                    .isEqualTo(202);

            // Then
            assertThat(provisioner.progress("dev", "tls").toString()).contains("there is no authorisation", "Ready");
        }
    }

    private static Map<String, Object> trusting(ServerCertificate authority) {
        return Map.of(
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                authority.pem());
    }

    @Test
    void aSecretThatIsNotThereOrNamesClassesIsRefusedAtOnce() {
        assertThat(refusal("absent", "nobody-has-it")).isEqualTo("urn:remoting-kafka:no-client-settings");

        secret("classes", Map.of("sasl.login.class", "java.lang.String"));
        assertThat(refusal("classes", "classes")).isEqualTo("urn:remoting-kafka:no-client-settings");
    }

    private static String refusal(String cluster, String secret) {
        return provisioner
                .plan("dev", cluster, spec(kafka.bootstrapServers(), secret))
                .body()
                .get("type")
                .asText();
    }

    private static String failure(String cluster, String servers, String secret) {
        assertThat(provisioner.apply("dev", cluster, spec(servers, secret)).status())
                .isEqualTo(202);
        JsonNode end = provisioner.end("dev", cluster);
        assertThat(end.get("event").asText()).as(end.toString()).isEqualTo("Failed");
        return end.at("/reason/code").asText();
    }

    private static String spec(String servers, String secret) {
        return """
                {"mode":"External","external":{"bootstrapServers":"%s","credentialsSecret":"%s"}}""".formatted(servers, secret);
    }

    private static void secret(String name, Map<String, Object> settings) {
        Map<String, String> data = new HashMap<>();
        settings.forEach((key, value) -> data.put(key, value.toString()));
        namespace.create(new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withStringData(data)
                .build());
    }
}
