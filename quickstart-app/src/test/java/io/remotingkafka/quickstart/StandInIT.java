package io.remotingkafka.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.net.Listeners;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./quickstart} as it is on a machine without a Jenkins. */
class StandInIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void anAgentAppearsBecauseABuildWaitsAndAllStaysOnLoopbackUntilCtrlC() {
        // when
        try (QuickstartProcess quickstart = QuickstartProcess.start(directory).awaitOutput("  | line 1 of 5")) {
            // then: Kafka and this process, the controller, agent-broker, the sidecar, the agent
            List<ProcessHandle> during = quickstart.family();
            assertThat(during).hasSizeGreaterThanOrEqualTo(5);
            assertThat(quickstart.listeners())
                    .hasSizeGreaterThan(7)
                    .allMatch(Listeners.Socket::isLoopback, "on loopback");

            // when
            quickstart.awaitOutput("All of this goes on until Ctrl-C.");

            // then
            assertThat(quickstart.output())
                    .contains("Hudson 3.3.2, standing in for Jenkins")
                    .contains("  | line 5 of 5")
                    .contains("  | Finished: SUCCESS")
                    .containsPattern("session [0-9a-f]+ opened \\(TCP\\)")
                    .containsPattern("Kafka carried [0-9]+ frames, [0-9.]+ MB, to the controller")
                    .contains("build finished: SUCCESS")
                    .contains("SHA-256 is the same on both sides")
                    .contains("gone: process, node and topics")
                    .doesNotContain("\r", "\u001b");
            assertThat(timeLine(quickstart))
                    .containsSubsequence(
                            "queue item: matched pool kafka",
                            "agent-broker made the agent's two topics",
                            "build started",
                            "build finished: SUCCESS",
                            "agent-broker removed the agent's topics");
            assertThat(quickstart.output().lines().filter(line -> !line.contains("carried.bin")))
                    .allMatch(line -> line.length() <= 80, "no longer than 80 columns");
            List<ProcessHandle> after = quickstart.family();
            assertThat(after).as("sidecar and agent are gone").hasSizeLessThanOrEqualTo(during.size() - 2);

            // when
            quickstart.interrupt();

            // then
            quickstart.awaitEnd();
            await().atMost(SOON).untilAsserted(() -> assertThat(after).noneMatch(ProcessHandle::isAlive));
        }
    }

    private static List<String> timeLine(QuickstartProcess quickstart) {
        return quickstart
                .output()
                .lines()
                .dropWhile(line -> !line.equals("Time line"))
                .map(line -> line.replaceFirst("^ *[0-9.]+ s  ", ""))
                .toList();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                // when
                QuickstartProcess quickstart =
                        QuickstartProcess.start(directory, "--once", "--port", String.valueOf(taken.getLocalPort()))) {
            // then
            assertThat(quickstart.awaitEnd()).isEqualTo(2);
            assertThat(quickstart.output()).contains("Port " + taken.getLocalPort() + " is in use");
        }
    }

    @Test
    void aSecondQuickstartOfTheSameDirectoryIsRefused() {
        // given
        try (Workspace first = Workspace.open(directory);
                // when
                QuickstartProcess second = QuickstartProcess.start(directory, "--once")) {
            // then
            assertThat(second.awaitEnd()).isEqualTo(2);
            assertThat(second.output()).contains("Another ./quickstart");
            assertThat(first.path()).exists();
        }
    }
}
