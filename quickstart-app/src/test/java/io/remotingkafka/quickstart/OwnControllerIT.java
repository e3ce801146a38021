package io.remotingkafka.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.remotingkafka.testbed.hudson.HudsonController;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./quickstart --jenkins} against a controller that runs already: here a Hudson, whose nodes and jobs must be left as they were. */
class OwnControllerIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private static Path home;

    private static HudsonController hudson;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startController() {
        hudson = HudsonController.start(home);
    }

    @AfterAll
    static void stopController() {
        hudson.close();
    }

    @Test
    void aBuildOfItsOwnRunsAndNothingIsLeft() {
        // when
        try (QuickstartProcess quickstart = start("--once")) {
            // then
            assertThat(quickstart.awaitEnd()).as(quickstart.output()).isZero();
            assertThat(quickstart.output()).contains("Finished: SUCCESS").contains("is removed from");
            assertThat(nodes()).containsExactly("master");
            assertThat(hudson.rest().json("api/json").getJsonArray("jobs")).isEmpty();
        }
    }

    @Test
    void aBuildOfTheUsersIsTakenByItsLabelAndCtrlCRemovesTheNode() {
        // given
        try (QuickstartProcess quickstart = start("--label", "from-afar").awaitOutput("start one")) {
            // when
            hudson.jobs().create(FreestyleJob.of("users-own", "from-afar", "echo through $NODE_NAME"));
            Build build = hudson.jobs().start("users-own");

            // then
            assertThat(build.awaitResult(SOON)).isEqualTo(Build.Result.SUCCESS);
            quickstart.awaitOutput("All of this goes on until Ctrl-C.");
            assertThat(quickstart.output()).contains("  | through kafka-quickstart-");

            // when
            quickstart.interrupt();

            // then
            quickstart.awaitEnd();
            assertThat(nodes()).containsExactly("master");
            assertThat(hudson.rest().json("api/json").encode()).contains("users-own");
        } finally {
            hudson.jobs().delete("users-own");
        }
    }

    @Test
    void anAddressWhereNothingAnswersIsNamed() {
        // when
        try (QuickstartProcess quickstart = QuickstartProcess.start(
                directory, "--jenkins", "http://127.0.0.1:1/", "--user", "u", "--token", "t", "--once")) {
            // then
            assertThat(quickstart.awaitEnd()).isEqualTo(2);
            assertThat(quickstart.output()).contains("No answer from http://127.0.0.1:1/");
        }
    }

    private QuickstartProcess start(String... more) {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("--jenkins", hudson.url().toString(), "--user", "admin", "--token", "none"));
        arguments.addAll(List.of(more));
        return QuickstartProcess.start(directory, arguments.toArray(String[]::new));
    }

    private static List<String> nodes() {
        return hudson.rest().json("computer/api/json").getJsonArray("computer").stream()
                .map(node -> ((JsonObject) node).getString("displayName"))
                .toList();
    }
}
