package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.remotingkafka.testbed.browser.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's whole story in a real browser on a real node: from a server and a token to a proved Kafka, and back. */
@Tag("cluster")
class ConsoleOnKubernetesE2E {
    private static final Duration OPERATION = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void fromServerAndTokenToKafkaAndBack() throws Exception {
        try (TestNamespace namespace = TestNamespace.create();
                Provisioner provisioner = Provisioner.start(directory);
                Chromium chromium = Chromium.start(provisioner.url())) {
            // given a connection, tested and kept
            chromium.login(Provisioner.PASSWORD).open("/connections/new");
            chromium.type("name", "node")
                    .type("server", namespace.server())
                    .type("caCertificate", namespace.caCertificate())
                    .type("namespace", namespace.name())
                    .type("token", namespace.token())
                    .press("Test connection")
                    .waitFor("Kafka can be set up through this connection", OPERATION)
                    .look("node-tested")
                    .press("Save")
                    .waitFor("kept, never shown");

            // when Kafka is planned and started
            chromium.open("/kafka/new?connection=node")
                    .type("name", "kafka")
                    .choose("external-nodeport")
                    .press("Show plan")
                    .waitFor("StatefulSet/kafka", OPERATION)
                    .look("node-plan")
                    .press("Start Kafka on Kubernetes")
                    .waitFor("Starting Kafka", OPERATION)
                    .look("node-progress")
                    .waitFor("Where clients connect", OPERATION)
                    .look("node-ready");

            // then it is proved, and carries records from outside and within
            assertThat(chromium.text())
                    .contains("Proved to work", "A user without rights was kept out", "kafka-binding");
            JsonNode access = provisioner.status("node", "kafka").body().get("access");
            Map<String, String> binding =
                    namespace.secret(access.get("bindingSecret").asText());
            assertThat(chromium.text()).contains(access.get("external").asText());
            assertThat(chromium.source()).doesNotContain(binding.get("password"));
            OutsideClient.carriesARecord(binding, access.get("external").asText(), 1);
            assertThat(namespace.run(
                            ClientPod.mounting(access.get("bindingSecret").asText())))
                    .contains(ClientPod.SAID);

            // and when it is undone, with its volumes
            chromium.click("Undo").waitFor("to be sure");
            chromium.choose("volumes-delete")
                    .type("confirmation", "kafka")
                    .press("Take it away")
                    .waitFor("Nothing of this cluster is there", OPERATION);

            // then nothing is left
            assertThat(namespace.left()).isEmpty();
        }
    }
}
