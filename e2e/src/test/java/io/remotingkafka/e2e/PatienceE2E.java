package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.channel.ByteStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one side has to put up with for a minute and more, with the limits that services have by default. */
@Execution(ExecutionMode.CONCURRENT)
class PatienceE2E {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    /**
     * The controller's data is held back, so its pings are stuck behind that data and it gets no answer to them. It hangs up
     * on peers of which it has heard nothing for 60 s.
     */
    @Test
    void aControllerThatMustWaitForItsAgentDoesNotHangUp() throws InterruptedException {
        try (OneAgent one = OneAgent.connect(directory, Mode.WEBSOCKET, Map.of())) {
            one.there().stopReading();
            Conversation bulk = Conversation.begin(
                    one.here(), one.there(), ByteStream.of(61, 60_000_000), ByteStream.of(62, 1_000));

            Outage.elapse(Duration.ofSeconds(80));

            assertThat(one.there().receivedBytes()).isLessThan(60_000_000);
            assertThat(one.here().isOpen()).as("the controller's end").isTrue();
            assertThat(one.here().traffic().pongs()).isGreaterThanOrEqualTo(4);
            one.there().readOn();
            bulk.endsComplete(SOON);
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource
    void aSidecarCutOffAloneForTwoMinutesIsWaitedFor(Mode mode) throws InterruptedException {
        Duration cut = Duration.ofMinutes(2);
        try (OneAgent one = OneAgent.connect(directory, mode, Map.of())) {
            Conversation talk = one.talk(cut.plusSeconds(30), 200);

            one.sidecar().toKafka().cut();
            Outage.elapse(cut);
            one.sidecar().toKafka().mend();

            talk.endsComplete(SOON.multipliedBy(2));
            assertThat(one.controller().sessions()).as("connections made").hasSize(1);
        }
    }
}
