package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is committed for {@code kubectl apply -k} is what the build generates. */
class ManifestsE2E {
    @ParameterizedTest
    @ValueSource(strings = {"agent-broker", "provisioner"})
    void committedManifestIsTheGeneratedOne(String service) throws IOException {
        Path root = ProjectRoot.find();
        String generated = Files.readString(root.resolve(service + "/target/kubernetes/kubernetes.yml"));
        String committed = Files.readAllLines(root.resolve("k8s/base/" + service + ".yaml")).stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(committed)
                .as("out of date: run k8s/generate")
                .isEqualToNormalizingNewlines(generated + "\n".repeat(generated.endsWith("\n") ? 0 : 1));
    }
}
