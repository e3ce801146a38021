package io.remotingkafka.e2e.kubernetes.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.remotingkafka.testbed.hudson.HudsonJobs;
import io.remotingkafka.testbed.hudson.RestClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an installation goes through: upgrades with a build running, a Kafka that is away, a service that answers no more, its end. */
@Tag("cluster")
@Tag("cluster-nightly")
class ChartLifeE2E {
    private static final Demo DEMO = new Demo("demo-life", "--set", "kafka.nodePort.port=31092");
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String BROKER = "app.kubernetes.io/component=agent-broker";
    private static final String NAMES = "jsonpath={range .items[*]}{.metadata.name} {end}";

    @BeforeAll
    static void start() {
        DEMO.start();
    }

    /** Plain helm, as an administrator does who knows no do.sh. */
    @AfterAll
    static void uninstalledByHelmNothingIsLeft() {
        Command.run(LONG, "helm", "uninstall", "demo", "-n", "demo-life", "--wait")
                .ok();
        // Kafka went at the same time: a broker's sessions end when they have been without it for too long.
        await().atMost(Duration.ofMinutes(6)).untilAsserted(() -> assertThat(DEMO.kubectl(
                        "get",
                        "agentpools,pods,deployments,statefulsets,jobs,roles",
                        "-l",
                        // Helm leaves the pod of helm test for its log.
                        "app.kubernetes.io/component!=test",
                        "-o",
                        "name"))
                .as("what helm uninstall leaves")
                .isBlank());
        DEMO.stop();
    }

    @Test
    void anUpgradeLetsARunningBuildFinish() {
        // Given
        HudsonJobs jobs = new HudsonJobs(new RestClient(DEMO.jenkins()));
        Build build = jobs.run(FreestyleJob.of("upgraded", "test", "echo begun; sleep 25; echo survived"));
        await().atMost(LONG).until(() -> build.isStarted() && build.log().contains("begun"));
        String broker = DEMO.kubectl("get", "pods", "-l", BROKER, "-o", NAMES).strip();

        // When
        DEMO.start("--set", "agentBroker.drainSeconds=100", "--set", "provisioner.resources.requests.cpu=20m");

        // Then
        assertThat(build.awaitResult(LONG)).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        assertThat(build.log()).contains("survived");
        await().atMost(LONG).untilAsserted(() -> assertThat(DEMO.kubectl("get", "pods", "-l", BROKER, "-o", NAMES))
                .doesNotContain(broker));
        Build next = jobs.run(FreestyleJob.of("after-upgrade", "test", "echo by the next broker"));
        assertThat(next.awaitResult(LONG)).as(next.log()).isEqualTo(Build.Result.SUCCESS);
    }

    @Test
    void readinessSaysThatKafkaIsAwayAndNothingIsRestarted() {
        DEMO.kubectl("scale", "statefulset", "demo-kafka", "--replicas=0");
        try {
            await().atMost(LONG).untilAsserted(() -> assertThat(brokerStatus()).startsWith("False "));
            assertThat(DEMO.brokerHealth("ready")).contains("DOWN", "no answer from kafka.bootstrap.servers");
            assertThat(DEMO.brokerHealth("live")).contains("UP");
        } finally {
            DEMO.kubectl("scale", "statefulset", "demo-kafka", "--replicas=1");
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(brokerStatus()).isEqualTo("True 0"));
        assertThat(DEMO.test()).contains("built through Kafka on test", "Finished: SUCCESS");
    }

    /** Whether the broker's pod is ready, and how often its container was started again. */
    private static String brokerStatus() {
        return DEMO.kubectl(
                "get",
                "pods",
                "-l",
                BROKER,
                "-o",
                "jsonpath={.items[0].status.conditions[?(@.type==\"Ready\")].status} {.items[0].status.containerStatuses[0].restartCount}");
    }

    @Test
    void aServiceThatAnswersNoMoreIsRestarted() {
        // Given a provisioner that is stopped: its port takes connections, and nobody answers
        String before = restarts("provisioner");
        DEMO.signal("provisioner", "STOP");

        // Then
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(restarts("provisioner")).isNotEqualTo(before));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(DEMO.kubectl("get", "deployment", "demo-provisioner", "-o", READY))
                        .isEqualTo("1"));
    }

    private static final String READY = "jsonpath={.status.readyReplicas}";

    private static String restarts(String component) {
        return DEMO.kubectl(
                "get",
                "pods",
                "-l",
                "app.kubernetes.io/component=" + component,
                "-o",
                "jsonpath={.items[*].status.containerStatuses[0].restartCount}");
    }
}
