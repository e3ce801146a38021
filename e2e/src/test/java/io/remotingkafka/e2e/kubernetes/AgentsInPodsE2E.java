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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents as pods that appear because a build waits, and go when it is done. */
@Tag("cluster")
class AgentsInPodsE2E {
    private static final String CONTAINER =
            "image: '" + IMAGE + "', resources: { requests: { cpu: 50m, memory: 128Mi }, limits: { memory: 256Mi } }";

    @TempDir
    private static Path directory;

    private static PodSite site;

    @BeforeAll
    static void start() {
        site = PodSite.start(directory);
        site.pool("linux", 2, "3m", CONTAINER);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void aPodAppearsBecauseABuildWaitsAndNothingIsLeft() {
        // When
        Build build = site.jobs()
                .run(FreestyleJob.of("in-a-pod", "linux", "echo built on $NODE_NAME by $(id -u); hostname; sleep 2"));
        await().atMost(LONG).until(() -> !site.namespace().pods().isEmpty());
        Pod pod = site.namespace().pods().getFirst();
        Build.Result result = build.awaitResult(LONG);

        // Then
        assertThat(result)
                .as(() ->
                        build.log() + site.story("in-a-pod") + site.namespace().describe())
                .isEqualTo(Build.Result.SUCCESS);
        assertThat(build.log())
                .contains("built on " + pod.getMetadata().getName() + " by 1000")
                .containsPattern("(?m)^" + pod.getMetadata().getName() + "$");
        site.awaitNothingLeft();
        assertThat(site.story("in-a-pod"))
                .containsSubsequence("seen", "matched pool linux", "requested", "node", "pod", "left the queue")
                .contains("containers are being created", "connected");
    }

    @Test
    void aBurstNeverExceedsThePoolsCap() {
        // Given
        List<Build> builds = IntStream.range(0, 4)
                .mapToObj(number -> site.jobs().run(FreestyleJob.of("burst-" + number, "linux", "echo $NODE_NAME")))
                .toList();
        List<Integer> seen = new ArrayList<>();

        // When
        await().atMost(LONG.multipliedBy(2))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    seen.add(live());
                    return builds.stream().allMatch(build -> build.result().isPresent());
                });

        // Then
        assertThat(builds).allSatisfy(build -> assertThat(build.result()).contains(Build.Result.SUCCESS));
        assertThat(seen).allMatch(count -> count <= 2);
        site.awaitNothingLeft();
    }

    private static int live() {
        return (int) site.namespace().pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .count();
    }

    @Test
    void aPodThatIsDeletedByHandFailsItsBuildAndLeavesNothing() {
        // Given
        Build build = site.jobs().run(FreestyleJob.of("deleted-by-hand", "linux", "echo $NODE_NAME; sleep 600"));
        await().atMost(LONG).until(() -> build.isStarted() && build.log().contains("linux-"));

        // When
        site.namespace().admin().resource(site.namespace().pods().getFirst()).delete();

        // Then
        assertThat(build.awaitResult(LONG)).as(build::log).isNotEqualTo(Build.Result.SUCCESS);
        site.awaitNothingLeft();
        Build next = site.jobs().run(FreestyleJob.of("next", "linux", "echo $NODE_NAME"));
        assertThat(next.awaitResult(LONG)).as(next::log).isEqualTo(Build.Result.SUCCESS);
        site.awaitNothingLeft();
    }

    @Test
    void aPoolThatIsDeletedLetsItsBusyAgentFinish() {
        // Given
        site.pool("leaving", 1, "3m", CONTAINER);
        Build build = site.jobs().run(FreestyleJob.of("last-one", "leaving", "echo $NODE_NAME; sleep 15"));
        await().atMost(LONG).until(() -> build.isStarted() && build.log().contains("leaving-"));

        // When
        site.namespace().deletePool("leaving");

        // Then
        assertThat(site.namespace().hasPool("leaving")).isTrue();
        assertThat(build.awaitResult(LONG)).as(build::log).isEqualTo(Build.Result.SUCCESS);
        await().atMost(LONG).until(() -> !site.namespace().hasPool("leaving"));
        site.awaitNothingLeft();
    }

    @Test
    void aBrokerThatIsKilledInTheMiddleDoublesAndLeavesNothing() {
        // Given
        Build build = site.jobs().run(FreestyleJob.of("survivor", "linux", "echo $NODE_NAME; sleep 1"));

        // When it is killed while a pod is made, and again while one is taken away
        await().atMost(LONG).until(() -> live() > 0);
        site.killAndStartBroker();
        Build.Result result = build.awaitResult(LONG.multipliedBy(2));
        site.killAndStartBroker();

        // Then
        assertThat(result).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        site.awaitNothingLeft();
    }
}
