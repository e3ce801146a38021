package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real builds on a real controller that go on while Kafka is away: one prints a line a second all the time, one is in the
 * middle of archiving a large file.
 */
@Tag("nightly")
@Execution(ExecutionMode.CONCURRENT)
class BuildOutageE2E {
    private static final Duration LATER = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"KILLED, 90", "STOPPED, 90", "CUT_OFF, 90", "KILLED, 180", "STOPPED, 180", "CUT_OFF, 180"})
    void buildsGoOn(Outage outage, int seconds) throws InterruptedException {
        int ticks = seconds + 60;
        try (BuildSite site = BuildSite.start(directory, "printer", "archiver")) {
            Build printing = site.run(Ticks.job("ticks", "printer", ticks)).awaitLog("tick 5", LATER);
            Build archiving = site.run(FreestyleJob.of(
                                    "archive",
                                    "archiver",
                                    "head -c 300000000 /dev/urandom > big.bin; sha256sum big.bin")
                            .archiving("big.bin"))
                    .awaitLog("Archiving artifacts", LATER);

            outage.last(site.installation(), Duration.ofSeconds(seconds));

            assertThat(printing.awaitResult(LATER)).as(printing.log()).isEqualTo(Build.Result.SUCCESS);
            Ticks.assertComplete(printing, ticks);
            assertThat(archiving.awaitResult(LATER)).as(archiving.log()).isEqualTo(Build.Result.SUCCESS);
            assertThat(archiving.log()).contains(archiving.artifactSha256("big.bin"));
        }
    }
}
