package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is killed again and again while it makes agents and takes them away. */
@Tag("cluster")
class KilledBrokerE2E {
    @TempDir
    private static Path directory;

    @Test
    void killedThreeTimesItLeavesNoOrphanAndNoDoubledAgent() throws InterruptedException {
        kill(3);
    }

    @Test
    @Tag("cluster-nightly")
    void killedTwentyTimesItLeavesNoOrphanAndNoDoubledAgent() throws InterruptedException {
        kill(20);
    }

    private static void kill(int kills) throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Deque<Long> waiting = new ArrayDeque<>();
        try (SimulatedSite site = SimulatedSite.start(directory, Map.of("remoting.scaling.unneeded", "1s"))) {
            site.pool("killed", "maxAgents: 50");
            for (int kill = 0; kill < kills; kill++) {
                // Given
                ServiceProcess broker = site.startBroker("broker-" + kill);
                for (int item = 0; item < 3; item++) {
                    waiting.add(site.jenkins().queue().add("killed"));
                }
                for (int item = 0; item < 2; item++) {
                    site.jenkins().queue().remove(waiting.remove());
                }

                // When: no moment is waited for, any will do
                TimeUnit.MILLISECONDS.sleep(random.nextInt(5_000));
                broker.kill();
            }

            // Then
            site.startBroker("last");
            await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
                assertThat(site.pods()).as("seed " + seed).hasSameSizeAs(waiting);
                assertThat(site.jenkins().nodes().names()).isEqualTo(site.pods());
                assertThat(site.frameTopics()).isEqualTo(site.pods());
            });
            site.jenkins().queue().clear();
            await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
                assertThat(site.pods()).as("seed " + seed).isEmpty();
                assertThat(site.jenkins().nodes().names()).isEmpty();
                assertThat(site.namespace().secrets()).isEmpty();
                assertThat(site.frameTopics()).isEmpty();
            });
        }
    }
}
