package io.remotingkafka.e2e.kubernetes.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release whose hook lacks a right: {@code helm uninstall} ends soon, with the reason, and nothing is gone. */
@Tag("cluster")
class UninstallHookE2E {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String NAMESPACE = "demo-hook";

    @TempDir
    Path directory;

    @AfterEach
    void takeAway() {
        Command.run(SOON, "kubectl", "delete", "namespace", NAMESPACE).ok();
    }

    @Test
    void helmSaysWhichRightIsMissingAndThePoolsStay() throws IOException {
        // Given
        install(chartWithoutTheRightTo("patch"));

        // When
        Command.Result uninstalled = helm("uninstall", "demo");

        // Then
        assertThat(uninstalled.code()).as(uninstalled.output()).isNotZero();
        assertThat(uninstalled.output())
                .contains("missing right: patch agentpools. It is needed so that a pool that no broker lets go")
                .contains("helm uninstall --no-hooks");
        assertThat(pools()).contains("on-demand");

        // And when it is done as it says
        Command.run(SOON, "kubectl", "delete", "agentpools", "--all", "-n", NAMESPACE)
                .ok();
        helm("uninstall", "demo", "--no-hooks").ok();

        // Then
        assertThat(Command.run(SOON, "kubectl", "get", "deployments", "-n", NAMESPACE, "-o", "name")
                        .ok())
                .isBlank();
    }

    private Path chartWithoutTheRightTo(String verb) throws IOException {
        Path chart = directory.resolve("remoting-kafka");
        Command.run(SOON, "cp", "-rL", "k8s/helm/remoting-kafka", chart.toString())
                .ok();
        Path role = chart.resolve("files/rbac/pool-removal-role.yaml");
        String given = Files.readString(role);
        String less = given.replace(", " + verb, "");
        assertThat(less).isNotEqualTo(given);
        Files.writeString(role, less);
        return chart;
    }

    /** The services alone, for a Kafka that is not there: nobody holds the pools. */
    private static void install(Path chart) {
        Command.run(SOON, "kubectl", "apply", "--server-side", "--force-conflicts", "-k", "k8s/crds")
                .ok();
        helm(
                        "install",
                        "demo",
                        chart.toString(),
                        "--create-namespace",
                        "--set",
                        "kafka.mode=external,kafka.external.bindingSecret=absent",
                        "--set",
                        "jenkins.enabled=false,jenkins.url=http://jenkins.example.org/",
                        "--set",
                        "agent.enabled=false,provisioner.enabled=false")
                .ok();
        assertThat(pools()).contains("on-demand");
    }

    private static String pools() {
        return Command.run(SOON, "kubectl", "get", "agentpools", "-n", NAMESPACE, "-o", "name")
                .ok();
    }

    private static Command.Result helm(String... arguments) {
        return Command.run(
                SOON,
                Stream.concat(Stream.of("helm", "-n", NAMESPACE), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
