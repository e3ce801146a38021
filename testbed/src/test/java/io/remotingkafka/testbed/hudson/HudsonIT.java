package io.remotingkafka.testbed.hudson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.net.Listeners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real controller and the real agent without anything between them: what works here has to work through Kafka. */
class HudsonIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Pattern SHA256 = Pattern.compile("(?m)^([0-9a-f]{64})  big\\.bin$");

    @TempDir
    private static Path directory;

    private static HudsonController controller;

    @BeforeAll
    static void startController() {
        controller = HudsonController.start(directory.resolve("home"));
    }

    @AfterAll
    static void stopController() {
        controller.close();
    }

    @Test
    void anAgentBuildsAndItsLogAndArtifactsArriveWhole() {
        // given
        try (RemotingAgent agent = agent("builder")) {
            // when
            Build build = controller
                    .jobs()
                    .run(FreestyleJob.of("archive", "builder", """
                                    i=0; set +x
                                    while [ $i -lt 1000 ]; do i=$((i+1)); echo "line $i <&>"; done
                                    head -c 3000000 /dev/urandom > big.bin
                                    sha256sum big.bin
                                    """).archiving("*.bin"));
            Build.Result result = build.awaitResult(SOON);

            // then
            String log = build.log();
            assertThat(result).as(log).isEqualTo(Build.Result.SUCCESS);
            assertThat(log.lines().filter(line -> line.endsWith(" <&>"))).hasSize(1000);
            Matcher onTheAgent = SHA256.matcher(log);
            assertThat(onTheAgent.find()).isTrue();
            assertThat(build.artifactSha256("big.bin")).isEqualTo(onTheAgent.group(1));
            assertThat(build.logFrom(0).text()).isEqualTo(log);
            assertThat(build.logFrom(0).more()).isFalse();
            assertThat(build.logFrom(build.logFrom(0).next()).text()).isEmpty();
            assertThat(agent.process().isAlive()).isTrue();
        }
    }

    @Test
    void anAgentThatIsKilledTakesItsNodeOffline() {
        // given
        RemotingAgent agent = agent("short-lived");
        assertThat(controller.nodes().state("short-lived").online()).isTrue();

        // when
        agent.kill();

        // then
        controller.nodes().awaitOffline("short-lived", SOON);
        controller.nodes().delete("short-lived");
        // For a moment after a deletion Hudson may answer 500.
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(() -> controller.nodes().state("short-lived"))
                        .isInstanceOfSatisfying(RefusedRequestException.class, refused -> assertThat(refused.status())
                                .isEqualTo(404)));
    }

    @Test
    void aBuildWhoseAgentIsKilledFails() {
        // given: a script that ends with its agent, so that nothing is left behind
        RemotingAgent agent = agent("doomed");
        Build build = controller
                .jobs()
                .run(FreestyleJob.of("interrupted", "doomed", """
                                set +x
                                echo the script runs
                                while kill -0 $PPID; do sleep 1; done
                                """))
                .awaitLog("the script runs", SOON);
        assertThat(build.result()).isEmpty();

        // when
        agent.kill();

        // then
        assertThat(build.awaitResult(SOON)).as(build.log()).isEqualTo(Build.Result.FAILURE);
    }

    @Test
    void aBuildWithoutItsAgentSaysWhyItWaits() {
        // when
        Build build = controller.jobs().run(FreestyleJob.of("lonely", "nowhere", "true"));

        // then
        await().atMost(SOON).untilAsserted(() -> assertThat(build.why()).contains("nowhere"));
        assertThat(build.isStarted()).isFalse();
    }

    @Test
    void anAgentWithAWrongSecretIsTurnedAwayAndTriesAgain() {
        // given
        controller.nodes().create("guarded", directory.resolve("guarded"));

        // when
        try (RemotingAgent agent =
                RemotingAgent.start(controller.url(), "guarded", "00".repeat(32), directory.resolve("guarded-agent"))) {
            // then
            agent.process().awaitLog("Trying again", SOON);
            assertThat(controller.nodes().state("guarded").online()).isFalse();
        }
    }

    @Test
    void nothingListensBeyondLoopback() {
        // when
        var sockets = Listeners.of(controller.process().pid());

        // then: HTTP, the agent port and Hudson's UDP broadcast
        assertThat(sockets).hasSizeGreaterThanOrEqualTo(3).allMatch(Listeners.Socket::isLoopback);
        assertThat(sockets)
                .extracting(Listeners.Socket::port)
                .contains(controller.url().getPort(), controller.agentPort());
    }

    private static RemotingAgent agent(String name) {
        Path root = directory.resolve(name);
        controller.nodes().create(name, root);
        RemotingAgent agent =
                RemotingAgent.start(controller.url(), name, controller.nodes().secret(name), root);
        controller.nodes().awaitOnline(name, SOON);
        assertThat(Files.isDirectory(root)).isTrue();
        return agent;
    }
}
