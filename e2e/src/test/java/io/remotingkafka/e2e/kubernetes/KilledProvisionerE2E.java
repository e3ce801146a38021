package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A provisioner that is killed at any point goes on when it is started again: what it has to know is in the cluster. */
@Tag("cluster")
@Tag("cluster-nightly")
class KilledProvisionerE2E {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String SPEC = "{\"resources\":{\"cpu\":\"100m\"}}";
    private static final String UNKNOWN = "none";

    @TempDir
    Path directory;

    @RepeatedTest(10)
    void goesOnWhereItWasKilled() throws InterruptedException {
        try (TestNamespace namespace = TestNamespace.create();
                Provisioner provisioner = Provisioner.start(directory)) {
            provisioner.connect("dev", namespace, namespace.token());

            provisioner.apply("dev", "demo", SPEC);
            killWithin(provisioner, Duration.ofSeconds(12));
            if (phase(provisioner).equals(UNKNOWN)) {
                // Killed before anything was recorded or made: whoever asked has to ask again.
                assertThat(namespace.left()).isEmpty();
                provisioner.apply("dev", "demo", SPEC);
            }

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(phase(provisioner)).isEqualTo("READY"));

            provisioner.undo("dev", "demo");
            killWithin(provisioner, Duration.ofSeconds(3));
            if (phase(provisioner).equals("READY")) {
                provisioner.undo("dev", "demo");
            }

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(namespace.left()).isEmpty());
            assertThat(provisioner.status("dev", "demo").status()).isEqualTo(404);
        }
    }

    /** At a random point in time: every one of them has to do. */
    private static void killWithin(Provisioner provisioner, Duration atMost) throws InterruptedException {
        long after = ThreadLocalRandom.current().nextLong(atMost.toMillis());
        System.out.println("Killed after " + after + " ms");
        TimeUnit.MILLISECONDS.sleep(after);
        provisioner.kill();
        provisioner.start();
    }

    private static String phase(Provisioner provisioner) {
        JsonNode status = provisioner.status("dev", "demo").body();
        return status.path("phase").asText(UNKNOWN);
    }
}
