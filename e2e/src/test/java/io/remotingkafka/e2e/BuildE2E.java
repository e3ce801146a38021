package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real builds on a real controller, by a stock agent that knows the sidecar's address and nothing else: no setting of the
 * agent or its sidecar holds the controller's address, so there is no way but Kafka.
 */
class BuildE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Pattern SHA256 = Pattern.compile("(?m)^([0-9a-f]{64}) ");

    @TempDir
    private static Path directory;

    private static BuildSite site;

    @BeforeAll
    static void connect() {
        site = BuildSite.start(directory, "kafka");
    }

    @AfterAll
    static void end() {
        site.close();
    }

    private static Build run(FreestyleJob job) {
        Build build = site.run(job);
        Build.Result result = build.awaitResult(LATER);
        assertThat(result).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        return build;
    }

    @Test
    void aBuildPrintsItsLog() {
        Build build = run(FreestyleJob.of("hello", "kafka", "echo Hello through Kafka from $$"));

        assertThat(build.log()).contains("Hello through Kafka from ");
        assertThat(site.sidecars()).allSatisfy(sidecar -> assertThat(
                        sidecar.settings().values())
                .noneMatch(value -> value.contains(":" + site.controller().url().getPort())));
    }

    @Test
    void anArtifactOfTwoHundredMegabytesArrivesWhole() {
        Build build =
                run(FreestyleJob.of("archive", "kafka", "head -c 200000000 /dev/urandom > big.bin; sha256sum big.bin")
                        .archiving("big.bin"));

        Matcher onTheAgent = SHA256.matcher(build.log());
        assertThat(onTheAgent.find()).isTrue();
        assertThat(build.artifactSha256("big.bin")).isEqualTo(onTheAgent.group(1));
    }

    @Test
    void aHundredThousandLinesArriveInOrder() {
        Build build = run(FreestyleJob.of(
                "lines", "kafka", "set +x; i=0; while [ $i -lt 100000 ]; do echo \"line $i\"; i=$((i+1)); done"));

        assertThat(build.log().lines().filter(line -> line.startsWith("line ")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void aBuildThatPrintsALineASecondOutlivesAKafkaThatIsKilled() {
        int seconds = 45;
        Build build = site.run(Ticks.job("ticks", "kafka", seconds)).awaitLog("tick 5", SOON);

        site.installation().kafka().kill();
        site.installation().kafka().start();

        assertThat(build.awaitResult(LATER)).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        Ticks.assertComplete(build, seconds);
    }
}
