package io.remotingkafka.e2e.kubernetes;

import static io.remotingkafka.e2e.kubernetes.PodSite.IMAGE;
import static io.remotingkafka.e2e.kubernetes.PodSite.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More builds than a pool may have agents, agents that wait for builds, and what befalls them. */
@Tag("cluster")
@Tag("cluster-nightly")
class ManyPodsE2E {
    private static final String CONTAINER =
            "{ name: jnlp, image: '" + IMAGE + "', resources: { requests: { cpu: 10m, memory: 96Mi } } }";

    @TempDir
    private static Path directory;

    private static PodSite site;

    @BeforeAll
    static void start() {
        site = PodSite.start(directory);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void thirtyBuildsNeverHaveMoreThanTenPods() {
        // Given
        site.namespace().createPool("burst", pool("burst", "maxAgents: 10"));
        try (LivePods pods = LivePods.of(site.namespace())) {
            // When
            List<Build> builds = IntStream.range(0, 30)
                    .mapToObj(number -> site.jobs().run(FreestyleJob.of("burst-" + number, "burst", "echo $NODE_NAME")))
                    .toList();

            // Then
            await().atMost(Duration.ofMinutes(12)).until(() -> builds.stream()
                    .allMatch(build -> build.result().isPresent()));
            assertThat(builds).allSatisfy(build -> assertThat(build.result()).contains(Build.Result.SUCCESS));
            site.awaitNothingLeft();
            assertThat(pods.most()).as("pods at once, as the API server told").isBetween(5, 10);
            assertThat(pods.seen()).as("one pod for each build, and no more").isEqualTo(30);
        }
    }

    @Test
    void aBuildStartsOnAWarmAgentThatIsReplaced() {
        // Given
        site.namespace().createPool("warm", pool("warm", "maxAgents: 4\nstandby: 2"));
        await().atMost(LONG).until(() -> site.namespace().status("warm").contains("ready=2"));
        Set<String> warm = names();

        // When
        Build build = site.jobs().run(FreestyleJob.of("at-once", "warm", "echo on $NODE_NAME; sleep 3"));

        // Then
        assertThat(build.awaitResult(LONG)).as(build::log).isEqualTo(Build.Result.SUCCESS);
        assertThat(warm).anyMatch(name -> build.log().contains("on " + name));
        await().atMost(LONG).until(() -> site.namespace().status("warm").contains("ready=2") && !names().equals(warm));
        site.namespace().deletePool("warm");
        await().atMost(LONG).until(() -> !site.namespace().hasPool("warm"));
        site.awaitNothingLeft();
    }

    @Test
    void anEvictedPodFailsItsBuildAndLeavesNothing() {
        // Given
        site.namespace().createPool("evicted", pool("evicted", "maxAgents: 1"));
        Build build = site.jobs().run(FreestyleJob.of("moved", "evicted", "echo begun; sleep 600"));
        await().atMost(LONG).until(() -> build.isStarted() && build.log().contains("begun"));
        Pod pod = site.namespace().pods().getFirst();

        // When, as a node is drained
        site.namespace()
                .admin()
                .pods()
                .inNamespace(site.namespace().name())
                .withName(pod.getMetadata().getName())
                .evict();

        // Then
        assertThat(build.awaitResult(LONG)).as(build::log).isNotEqualTo(Build.Result.SUCCESS);
        site.awaitNothingLeft();
    }

    @Test
    void aControllerThatRestartsCostsNoOrphan() {
        // Given
        site.namespace().createPool("restart", pool("restart", "maxAgents: 2"));
        Build build = site.jobs().run(FreestyleJob.of("interrupted", "restart", "echo begun; sleep 600"));
        await().atMost(LONG).until(() -> build.isStarted() && build.log().contains("begun"));

        // When
        site.restartController();

        // Then
        site.awaitNothingLeft();
        Build next = site.jobs().run(FreestyleJob.of("after-restart", "restart", "echo $NODE_NAME"));
        assertThat(next.awaitResult(LONG)).as(next::log).isEqualTo(Build.Result.SUCCESS);
        site.awaitNothingLeft();
    }

    @Test
    void anApiServerThatIsAwayForAMinuteCostsNoBuildAndNoAgent() throws InterruptedException {
        // Given
        site.namespace().createPool("away", pool("away", "maxAgents: 2"));
        Build running = site.jobs().run(FreestyleJob.of("goes-on", "away", "echo begun; sleep 90; echo ended"));
        await().atMost(LONG).until(() -> running.isStarted() && running.log().contains("begun"));
        Build waiting;

        // When
        ApiServer.kill();
        try {
            waiting = site.jobs().run(FreestyleJob.of("waits-for-it", "away", "echo $NODE_NAME"));
            TimeUnit.MINUTES.sleep(1);
        } finally {
            ApiServer.start();
        }

        // Then
        assertThat(running.awaitResult(LONG)).as(running::log).isEqualTo(Build.Result.SUCCESS);
        assertThat(waiting.awaitResult(LONG)).as(waiting::log).isEqualTo(Build.Result.SUCCESS);
        site.awaitNothingLeft();
    }

    private static String pool(String label, String fields) {
        return """
                labels: [%s]
                %s
                webSocket: false
                startTimeout: 5m
                template:
                  spec:
                    terminationGracePeriodSeconds: 5
                    containers:
                      - %s
                """.formatted(label, fields, CONTAINER);
    }

    private static Set<String> names() {
        return site.namespace().pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
    }
}
