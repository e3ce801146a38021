package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each right of the agent-broker in the namespace of Strimzi's User Operator, taken away by itself, is named with what it is for. */
@Tag("cluster")
class StrimziPermissionsE2E {
    private static final String ROLE = "k8s/rbac/agent-broker-strimzi-role.yaml";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static PoolNamespace operators;
    private static SimulatedSite site;
    private static ServiceProcess broker;

    @BeforeAll
    static void start() {
        operators = PoolNamespace.create(ROLE);
        site = SimulatedSite.start(
                directory,
                Map.of(
                        "remoting.health.kubernetes-period", "1s",
                        "remoting.launch.pod.identity", "strimzi",
                        "remoting.launch.pod.strimzi.kafka", "kafka",
                        "remoting.launch.pod.strimzi.namespace", operators.name()));
        operators.allowAlso(site.namespace());
        broker = site.startBroker("broker");
    }

    @AfterAll
    static void stop() {
        site.close();
        operators.close();
    }

    @AfterEach
    void allowAll() {
        operators.rights().allowAll();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(broker.get("/q/health/ready")).contains("\"rights\": \"all\""));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aMissingRightIsNamed(String verb, String resource) {
        operators.rights().forbid(verb, resource);

        await().atMost(SOON).untilAsserted(() -> assertThat(broker.get("/q/health/ready"))
                .startsWith("200")
                .containsPattern("\"missing rights\": \"" + verb + " " + resource + " in namespace " + operators.name()
                        + ", so that [^;]+\""));
    }

    private static Stream<Arguments> documented() {
        return AccountRights.each(PoolNamespace.role(ROLE));
    }
}
