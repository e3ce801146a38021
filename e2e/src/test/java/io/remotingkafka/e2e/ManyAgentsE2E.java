package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Many agents, each with a real build, all at once: on one broker instance, and then, when that one is killed, shared by
 * two others.
 */
class ManyAgentsE2E {
    private static final Duration LATER = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void twelveAgentsBuildAtOnce() throws IOException {
        allBuildAtOnce(12);
    }

    /** They fill the machine: nothing else runs meanwhile. */
    @Tag("nightly")
    @ResourceLock(Resources.GLOBAL)
    @Test
    void fiftyAgentsBuildAtOnce() throws IOException {
        allBuildAtOnce(50);
    }

    private void allBuildAtOnce(int count) throws IOException {
        List<String> nodes = IntStream.range(0, count).mapToObj(i -> "node" + i).toList();
        try (BuildSite site = BuildSite.prepare(directory, nodes)) {
            Installation.Broker one = site.broker("one");
            site.startAgents(LATER);

            build(site, nodes, "first");
            assertThat(sessions(one)).isEqualTo(count);

            Installation.Broker two = site.broker("two");
            Installation.Broker three = site.broker("three");
            await().atMost(LATER).until(() -> two.service().process().log().contains("owns=4 partitions"));
            one.service().kill();
            await().atMost(LATER).until(() -> sessions(two) + sessions(three) == count);
            site.awaitOnline(LATER);

            build(site, nodes, "second");
            assertThat(sessions(two)).isPositive();
            assertThat(sessions(three)).isPositive();
            assertThat(sessions(two) + sessions(three)).isEqualTo(count);
        }
    }

    private static double sessions(Installation.Broker broker) {
        return broker.service().metric("remoting_relay_sessions");
    }

    /** A build on each node. None goes on before all of them run. */
    private void build(BuildSite site, List<String> nodes, String round) throws IOException {
        Path signal = directory.resolve("all-run-" + round);
        List<Build> builds = nodes.stream()
                .map(node -> site.run(job(round + "-" + node, node, signal)))
                .toList();
        builds.forEach(build -> build.awaitLog("waiting", LATER));
        Files.createFile(signal);

        for (Build build : builds) {
            assertThat(build.awaitResult(LATER)).as(build.log()).isEqualTo(Build.Result.SUCCESS);
            assertThat(build.log()).contains("line 99\n").contains(build.artifactSha256("small.bin"));
        }
    }

    private static FreestyleJob job(String name, String node, Path signal) {
        return FreestyleJob.of(
                        name,
                        node,
                        "set +x; echo waiting; while [ ! -e " + signal + " ]; do sleep 1; done\n"
                                + "i=0; while [ $i -lt 100 ]; do echo \"line $i\"; i=$((i+1)); done\n"
                                + "head -c 500000 /dev/urandom > small.bin; sha256sum small.bin")
                .archiving("small.bin");
    }
}
