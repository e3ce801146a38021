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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each right of the agent-broker, taken away by itself, is named with what it is for; what needs it says so, the rest goes on. */
@Tag("cluster")
class BrokerPermissionsE2E {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static SimulatedSite site;
    private static ServiceProcess broker;

    @BeforeAll
    static void start() {
        site = SimulatedSite.start(
                directory, Map.of("remoting.health.kubernetes-period", "1s", "remoting.scaling.unneeded", "3s"));
        broker = site.startBroker("broker");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @AfterEach
    void allowAll() {
        site.namespace().rights().allowAll();
        site.jenkins().queue().clear();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(broker.get("/q/health/ready")).startsWith("200").contains("\"rights\": \"all\"");
            assertThat(site.pods()).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aMissingRightIsNamedAndTheRelayGoesOn(String verb, String resource) {
        site.namespace().rights().forbid(verb, resource);

        await().atMost(SOON).untilAsserted(() -> assertThat(broker.get("/q/health/ready"))
                .startsWith("200")
                .containsPattern(
                        "\"missing rights\": \"" + verb + " " + resource + " in namespace [^,]+, so that [^;]+\""));
    }

    @Test
    void withoutTheRightToMakePodsTheStorySaysSo() {
        notMade("pods", "create");
    }

    @Test
    void withoutTheRightToMakeSecretsTheStorySaysSo() {
        notMade("secrets", "create");
    }

    @Test
    void withoutTheRightToTellPoolsAgentsAreMadeAllTheSame() {
        site.namespace().rights().forbid("patch", "agentpools/status");
        site.pool("untold", "maxAgents: 10");

        site.jenkins().queue().add("untold");

        await().atMost(SOON).untilAsserted(() -> assertThat(site.pods()).hasSize(1));
    }

    private static void notMade(String resource, String verb) {
        // Given
        String pool = "no-" + resource;
        site.namespace().rights().forbid(verb, resource);
        site.pool(pool, "maxAgents: 10");

        // When
        long item = site.jenkins().queue().add(pool);

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(broker.get("/api/queue/main/" + item))
                .contains("cannot " + verb + " resource", resource));
        assertThat(site.pods()).isEmpty();

        // And when it is given
        site.namespace().rights().allowAll();

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(site.pods()).hasSize(1));
    }

    private static Stream<Arguments> documented() {
        return AccountRights.each(PoolNamespace.documentedRole());
    }
}
