package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue of a thousand, with a real API server; the pods need not run. Prints how long it takes, and what it costs. */
@Tag("cluster")
@Tag("cluster-nightly")
class ThousandItemsE2E {
    private static final int ITEMS = 1_000;
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private static Path directory;

    @Test
    void areDecidedAtOnceAndAreAThousandPods() {
        try (SimulatedSite site = SimulatedSite.start(directory, Map.of())) {
            // Given
            site.pool("thousand", "maxAgents: " + ITEMS);
            ServiceProcess broker = site.startBroker("broker");
            try (LivePods live = LivePods.of(site.namespace())) {
                // When
                Instant begin = Instant.now();
                IntStream.range(0, ITEMS).forEach(i -> site.jenkins().queue().add("thousand"));

                // Then
                await().atMost(LONG).until(() -> live.seen() >= ITEMS);
                Duration took = Duration.between(begin, Instant.now());
                String metrics = broker.get("/q/metrics");
                print(took, metrics);
                assertThat(metric(metrics, "remoting_scaling_decision_seconds_max"))
                        .as("a decision, in seconds; a second is the target")
                        .isLessThan(3);
                Set<String> pods = site.pods();
                await().during(Duration.ofSeconds(10))
                        .atMost(Duration.ofSeconds(60))
                        .until(site::pods, pods::equals);
                assertThat(live.seen()).as("pods that there ever were").isEqualTo(ITEMS);
            }

            // And when
            site.jenkins().queue().clear();

            // Then
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(site.pods()).isEmpty();
                assertThat(site.jenkins().nodes().names()).isEmpty();
                assertThat(site.frameTopics()).isEmpty();
            });
        }
    }

    private static void print(Duration took, String metrics) {
        System.out.printf(
                "%d items were %d pods after %.1f s; the longest decision took %.3f s; broker: heap %.0f MiB, CPU %.1f s%n",
                ITEMS,
                ITEMS,
                took.toMillis() / 1e3,
                metric(metrics, "remoting_scaling_decision_seconds_max"),
                metric(metrics, "jvm_memory_used_bytes{area=\"heap\"") / (1 << 20),
                metric(metrics, "process_cpu_time_ns_total") / 1e9);
    }

    /** The sum of all lines that begin so; 0 where there are none, as some are the JVM's alone. */
    private static double metric(String metrics, String begin) {
        return metrics.lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
