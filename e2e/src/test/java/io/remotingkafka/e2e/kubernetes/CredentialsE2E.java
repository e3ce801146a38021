package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of credentials that a process outside of Kubernetes can have. */
@Tag("cluster")
class CredentialsE2E {
    private static final String SPEC = "{\"storage\":{\"ephemeral\":true},\"resources\":{\"cpu\":\"100m\"}}";

    @TempDir
    static Path directory;

    private static Provisioner provisioner;
    private static TestNamespace namespace;

    @BeforeAll
    static void start() {
        provisioner = Provisioner.start(directory);
        namespace = TestNamespace.create();
    }

    @AfterAll
    static void stop() {
        namespace.close();
        provisioner.close();
    }

    @Test
    void aBearerToken() {
        provisioner.connect("token", namespace, Map.of("kind", "BearerToken", "token", namespace.token()));

        makesAKafka("token", "system:serviceaccount:" + namespace.name() + ":provisioner");
    }

    @Test
    void aClientCertificate() {
        provisioner.connect(
                "certificate",
                namespace,
                Map.of(
                        "kind",
                        "ClientCertificate",
                        "certificate",
                        namespace.adminCertificate(),
                        "key",
                        namespace.adminKey()));

        makesAKafka("certificate", namespace.adminName());
    }

    @Test
    void aKubeconfig() throws IOException {
        String text = Files.readString(Path.of(System.getenv("KUBECONFIG")));
        provisioner.connect("kubeconfig", namespace, Map.of("kind", "Kubeconfig", "text", text));

        makesAKafka("kubeconfig", namespace.adminName());
    }

    @Test
    void aUserAndPasswordAreNotTakenByKubernetesItself() {
        provisioner.connect(
                "password", namespace, Map.of("kind", "UserPassword", "user", "admin", "password", "secret"));

        assertThat(provisioner.test("password"))
                .filteredOn(check -> check.get("outcome").asText().equals("FAILED"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.at("/subject/kind").asText()).isEqualTo("Identity");
                    assertThat(check.get("remedy").asText()).contains("since 1.19", "proxy");
                });
        assertThat(provisioner.plan("password", "demo", "{}").body().get("type").asText())
                .isEqualTo("urn:remoting-kafka:not-authenticated");
    }

    @Test
    void aUserAndPasswordThroughAProxyThatTakesThem() {
        try (var proxy = ApiProxy.authenticating(namespace, "admin", "secret", directory)) {
            provisioner.connect(
                    "proxied",
                    proxy.url(),
                    namespace.name(),
                    proxy.certificate(),
                    Map.of("kind", "UserPassword", "user", "admin", "password", "secret"));
            makesAKafka("proxied", namespace.adminName());
        }
    }

    /** Is known by that name, may do all that is needed, and does it. */
    private static void makesAKafka(String connection, String name) {
        List<JsonNode> checks = provisioner.test(connection);
        assertThat(checks).noneMatch(check -> check.get("outcome").asText().equals("FAILED"));
        assertThat(checks)
                .filteredOn(check -> check.at("/subject/kind").asText().equals("Identity"))
                .singleElement()
                .satisfies(check -> assertThat(check.get("found").asText()).isEqualTo(name));
        assertThat(provisioner.apply(connection, "demo", SPEC).status()).isEqualTo(202);
        JsonNode end = provisioner.end(connection, "demo");
        assertThat(end.get("event").asText()).as(end.toString()).isEqualTo("Ready");
        assertThat(provisioner.undo(connection, "demo").status()).isEqualTo(202);
        assertThat(provisioner.end(connection, "demo").get("event").asText()).isEqualTo("Removed");
    }
}
