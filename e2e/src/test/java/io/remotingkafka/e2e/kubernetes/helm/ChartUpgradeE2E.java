package io.remotingkafka.e2e.kubernetes.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.remotingkafka.testbed.hudson.HudsonJobs;
import io.remotingkafka.testbed.hudson.HudsonNodes;
import io.remotingkafka.testbed.hudson.RestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From the chart before this one, by plain helm: a build goes on while Kafka starts again with new settings and the broker is replaced.
 * The chart before is kept in {@code e2e/helm/previous}, by {@code helm package} of the last commit that had that version.
 */
@Tag("cluster")
class ChartUpgradeE2E {
    private static final Demo DEMO = new Demo("demo-upgrade");
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final List<String> RESTARTED = List.of("demo-kafka", "demo-agent-broker", "demo-provisioner");

    @Test
    void aBuildOutlivesTheUpgradeAndNothingIsLostOrLeft() {
        try (OwnedDefinitions definitions = OwnedDefinitions.by("demo", "demo-upgrade")) {
            // Given
            DEMO.installPrevious();
            RestClient rest = new RestClient(DEMO.jenkins());
            HudsonJobs jobs = new HudsonJobs(rest);
            new HudsonNodes(rest).awaitOnline("test", LONG);
            Map<String, String> credentials = DEMO.secret("demo-generated");
            Map<Boolean, List<String>> pods =
                    DEMO.pods().stream().collect(Collectors.partitioningBy(ChartUpgradeE2E::isRestarted));
            Build build = jobs.run(FreestyleJob.of("upgraded", "test", "echo begun; sleep 60; echo survived"));
            await().atMost(LONG).until(() -> build.isStarted() && build.log().contains("begun"));

            // When
            DEMO.upgrade("--set", "agentBroker.drainSeconds=15");

            // Then
            assertThat(DEMO.pods()).as("Jenkins and the agent").containsAll(pods.get(false));
            assertThat(DEMO.secret("demo-generated")).containsAllEntriesOf(credentials);
            assertThat(definitions.chart()).isEqualTo("remoting-kafka-0.2.0");
            succeeded(build, "survived");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(DEMO.pods()).doesNotContainAnyElementsOf(pods.get(true)));
            succeeded(jobs.run(FreestyleJob.of("next", "test", "echo by the next broker")), "by the next broker");
            succeeded(jobs.run(FreestyleJob.of("next-pod", "on-demand", "echo in a pod")), "in a pod");

            // And when it goes
            DEMO.uninstall();

            // Then
            await().atMost(LONG).untilAsserted(() -> assertThat(DEMO.left()).isEmpty());
        } finally {
            DEMO.stop();
        }
    }

    private static boolean isRestarted(String pod) {
        return RESTARTED.stream().anyMatch(pod::startsWith);
    }

    private static void succeeded(Build build, String line) {
        assertThat(build.awaitResult(LONG)).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        assertThat(build.log()).contains(line);
    }
}
