package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is committed for {@code kubectl apply -k} is what the build generates; the order of keys is its own each time. */
class ManifestsE2E {
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @ValueSource(strings = {"agent-broker", "provisioner"})
    void committedManifestIsTheGeneratedOne(String service) throws IOException {
        Path root = ProjectRoot.find();
        List<JsonNode> committed = objects(root.resolve("k8s/base/" + service + ".yaml"));

        assertThat(committed)
                .as("out of date: run k8s/generate")
                .hasSizeGreaterThan(3)
                .containsExactlyInAnyOrderElementsOf(
                        objects(root.resolve(service + "/target/kubernetes/kubernetes.yml")));
    }

    private static List<JsonNode> objects(Path file) throws IOException {
        try (var parser = YAML.createParser(Files.readString(file))) {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll();
        }
    }
}
