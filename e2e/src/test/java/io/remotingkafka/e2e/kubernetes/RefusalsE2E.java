package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a real node is told with its reason and what to do, and can be undone. */
@Tag("cluster")
class RefusalsE2E {
    @TempDir
    static Path directory;

    private static Provisioner provisioner;

    private TestNamespace namespace;

    @BeforeAll
    static void start() {
        provisioner = Provisioner.start(directory);
    }

    @AfterAll
    static void stop() {
        provisioner.close();
    }

    @BeforeEach
    void emptyNamespace() {
        namespace = TestNamespace.create();
    }

    @AfterEach
    void removeNamespace() {
        namespace.close();
    }

    @Test
    void aWrongToken() {
        provisioner.connect("wrong", namespace, "not-a-token");

        assertThat(failedChecks("wrong")).containsExactly("Identity");
        assertThat(refusal(provisioner.apply("wrong", "demo", "{}"))).isEqualTo("not-authenticated");
    }

    @Test
    void aWrongAuthority() {
        provisioner.connect("untrusted", namespace, namespace.token(), namespace.adminCertificate());

        assertThat(failedChecks("untrusted")).containsExactly("TlsTrusted");
        assertThat(refusal(provisioner.apply("untrusted", "demo", "{}"))).isEqualTo("untrusted-certificate");
    }

    @Test
    void aMissingRight() {
        namespace.rights().forbid("create", "statefulsets");
        provisioner.connect("dev", namespace, namespace.token());

        assertThat(provisioner.test("dev"))
                .filteredOn(check -> check.get("outcome").asText().equals("FAILED"))
                .singleElement()
                .satisfies(check -> assertThat(check.get("subject").toString()).contains("\"create\"", "statefulsets"));
        fails("{}", "forbidden", "statefulsets");
    }

    @Test
    void aQuotaThatIsUsedUp() {
        namespace.create(new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("tight")
                .endMetadata()
                .withNewSpec()
                .addToHard("requests.memory", new Quantity("100Mi"))
                .endSpec()
                .build());
        provisioner.connect("dev", namespace, namespace.token());

        fails("{}", "quota-exceeded", "requests.memory");
    }

    @Test
    void aStorageClassThatDoesNotExist() {
        provisioner.connect("dev", namespace, namespace.token());

        fails("{\"storage\":{\"storageClass\":\"nowhere\"}}", "no-volume", "nowhere");
    }

    @Test
    void anImageThatCannotBePulled() {
        provisioner.connect("dev", namespace, namespace.token());

        fails("{\"image\":\"apache/kafka:0.0.0\"}", "image-not-pulled", "apache/kafka:0.0.0");
    }

    @Test
    void aNodePortThatIsTaken() {
        int taken = namespace.takeNodePort("taken");
        provisioner.connect("dev", namespace, namespace.token());

        fails(
                "{\"listeners\":{\"external\":{\"type\":\"NodePort\",\"nodePort\":" + taken + "}}}",
                "node-port-taken",
                String.valueOf(taken),
                "Service/taken");
    }

    @Test
    void anObjectOfThatNameThatOthersMade() {
        namespace.takeNodePort("demo-kafka");
        provisioner.connect("dev", namespace, namespace.token());

        provisioner.apply("dev", "demo", "{}");
        JsonNode end = provisioner.end("dev", "demo");

        assertThat(end.at("/reason/code").asText()).isEqualTo("made-by-others");
        assertThat(end.at("/reason/message").asText()).contains("demo-kafka");
        assertThat(provisioner.status("dev", "demo").body().at("/reason/code").asText())
                .as("told until it is undone")
                .isEqualTo("made-by-others");
        provisioner.undo("dev", "demo");
        assertThat(provisioner.status("dev", "demo").status()).isEqualTo(404);
        assertThat(namespace.left()).containsExactly("Service/demo-kafka");
    }

    /** Fails with that reason, says so from then on, and is undone to what was there before. */
    private void fails(String spec, String code, String told, String... before) {
        assertThat(provisioner.apply("dev", "demo", spec).status()).isEqualTo(202);

        JsonNode end = provisioner.end("dev", "demo");
        assertThat(end.get("event").asText()).isEqualTo("Failed");
        assertThat(end.at("/reason/code").asText()).isEqualTo(code);
        assertThat(end.at("/reason/message").asText()).contains(told);
        assertThat(end.at("/reason/remedy").asText()).isNotBlank();

        JsonNode status = provisioner.status("dev", "demo").body();
        assertThat(status.get("phase").asText()).isEqualTo("FAILED");
        assertThat(status.at("/reason/code").asText()).isEqualTo(code);

        provisioner.undo("dev", "demo");
        assertThat(provisioner.end("dev", "demo").get("event").asText()).isEqualTo("Removed");
        assertThat(namespace.left()).containsExactly(before);
    }

    private static List<String> failedChecks(String connection) {
        return provisioner.test(connection).stream()
                .filter(check -> check.get("outcome").asText().equals("FAILED"))
                .map(check -> check.at("/subject/kind").asText())
                .toList();
    }

    private static String refusal(Provisioner.Answer answer) {
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().get("detail").asText()).isNotBlank();
        assertThat(answer.body().get("remedy").asText()).isNotBlank();
        return answer.body().get("type").asText().replace("urn:remoting-kafka:", "");
    }
}
