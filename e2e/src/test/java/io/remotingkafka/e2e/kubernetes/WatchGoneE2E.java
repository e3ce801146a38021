package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches that end because the API server no longer has what happened meanwhile. */
@Tag("cluster")
class WatchGoneE2E {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void whatHappenedMeanwhileIsSeenAfterwards() {
        try (SimulatedSite site = SimulatedSite.startBehindProxy(directory)) {
            // Given
            site.startBroker("broker");
            site.pool("known", "maxAgents: 10");
            site.jenkins().queue().add("known");
            await().atMost(SOON).until(() -> site.pods().size() == 1);
            String first = site.pods().iterator().next();

            // When: a pod goes and a pool comes, and no watch tells
            site.proxy().holdWatches();
            site.deletePod(first);
            site.pool("unseen", "maxAgents: 10");
            site.jenkins().queue().add("unseen");
            site.proxy().expireWatches();

            // Then
            await().atMost(SOON).untilAsserted(() -> assertThat(site.pods())
                    .hasSize(2)
                    .doesNotContain(first)
                    .anyMatch(pod -> pod.startsWith("known-"))
                    .anyMatch(pod -> pod.startsWith("unseen-")));
        }
    }
}
