package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import java.util.stream.IntStream;

/** A build that prints a line a second. */
final class Ticks {
    private Ticks() {}

    static FreestyleJob job(String name, String label, int seconds) {
        return FreestyleJob.of(
                name,
                label,
                "set +x; i=0; while [ $i -lt " + seconds + " ]; do echo \"tick $i\"; i=$((i+1)); sleep 1; done");
    }

    /** Each line came, once, in order. */
    static void assertComplete(Build build, int seconds) {
        assertThat(build.log().lines().filter(line -> line.startsWith("tick ")))
                .containsExactlyElementsOf(
                        IntStream.range(0, seconds).mapToObj(i -> "tick " + i).toList());
    }
}
