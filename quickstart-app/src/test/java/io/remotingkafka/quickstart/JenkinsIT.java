package io.remotingkafka.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./quickstart --jenkins} as it is against a current Jenkins: its node form, WebSocket, its agent.jar. */
class JenkinsIT {
    @TempDir
    private Path directory;

    private JenkinsFixture jenkins;

    @BeforeEach
    void startJenkins() throws Exception {
        jenkins = new JenkinsFixture();
    }

    @AfterEach
    void stopJenkins() throws Exception {
        jenkins.close();
    }

    @Test
    void aWebSocketAgentComesOnlineThroughKafkaAndCtrlCRemovesItsNode() {
        // when
        try (QuickstartProcess quickstart = start(JenkinsFixture.TOKEN).awaitOutput("start one")) {
            // then: agent.jar came through the tunnel, was run, and is online with a secret that it was never given
            assertThat(quickstart.output())
                    .contains("Jenkins 2.579")
                    .doesNotContain("standing in")
                    .contains("the controller's own agent.jar, online");
            assertThat(jenkins.created()).hasSize(1);
            JsonObject node = jenkins.created().getFirst();
            assertThat(node.getString("labelString")).isEqualTo("linux");
            assertThat(node.getString("mode")).isEqualTo("EXCLUSIVE");
            assertThat(node.getJsonObject("launcher").getBoolean("webSocket")).isTrue();
            assertThat(jenkins.agents().session(node.getString("name"))).isPresent();

            // when
            quickstart.interrupt();

            // then
            quickstart.awaitEnd();
            assertThat(jenkins.deleted()).containsExactly(node.getString("name"));
        }
    }

    @Test
    void aWrongTokenIsNamedAndNothingIsCreated() {
        // when
        try (QuickstartProcess quickstart = start("wrong")) {
            // then
            assertThat(quickstart.awaitEnd()).isEqualTo(2);
            assertThat(quickstart.output())
                    .contains("does not let this user in (401)")
                    .contains("API token");
            assertThat(jenkins.created()).isEmpty();
        }
    }

    @Test
    void aMissingRightIsNamed() {
        // given
        jenkins.forbidNodes();

        // when
        try (QuickstartProcess quickstart = start(JenkinsFixture.TOKEN)) {
            // then
            assertThat(quickstart.awaitEnd()).isEqualTo(2);
            assertThat(quickstart.output()).contains("The user needs Agent/Create");
        }
    }

    private QuickstartProcess start(String token) {
        return QuickstartProcess.start(
                directory,
                "--jenkins",
                jenkins.url().toString(),
                "--user",
                JenkinsFixture.USER,
                "--token",
                token,
                "--label",
                "linux");
    }
}
