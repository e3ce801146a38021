package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documented role is what is needed, and no more: with any verb of it taken away, <i>Test connection</i> misses that
 * one and no other, and says what to do.
 */
@Tag("cluster")
class PermissionsE2E {
    @TempDir
    static Path directory;

    private static Provisioner provisioner;
    private static TestNamespace namespace;

    @BeforeAll
    static void start() {
        provisioner = Provisioner.start(directory);
        namespace = TestNamespace.create();
        provisioner.connect("dev", namespace, namespace.token());
    }

    @AfterAll
    static void stop() {
        namespace.close();
        provisioner.close();
    }

    @AfterEach
    void allowAll() {
        namespace.rights().allowAll();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aMissingVerbIsNamed(String verb, String resource) {
        namespace.rights().forbid(verb, resource);

        // A test is some forty questions to the API server.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(provisioner.test("dev"))
                .filteredOn(check -> check.get("outcome").asText().equals("FAILED"))
                .singleElement()
                .satisfies(check -> names(check, verb, resource)));
    }

    private static void names(JsonNode check, String verb, String resource) {
        assertThat(check.at("/subject/verb").asText()).isEqualTo(verb);
        assertThat(check.at("/subject/resource").asText()).isEqualTo(resource);
        assertThat(check.get("remedy").asText())
                .isEqualTo("Add verb " + verb + " on " + resource + " to the account's role in namespace "
                        + namespace.name() + ".");
    }

    private static Stream<Arguments> documented() {
        return AccountRights.each(TestNamespace.documentedRole());
    }
}
