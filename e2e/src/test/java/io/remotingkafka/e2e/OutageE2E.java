package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kafka is away for a while, with data offered in both directions all the time: nobody notices. For each mode there are
 * two agents: one that sends steadily both ways, and one whose controller has stopped reading 60 MB from it, so that both
 * directions' windows are full when the outage comes.
 */
@Execution(ExecutionMode.CONCURRENT)
class OutageE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** A line of a build's log each second, more or less. */
    private static final long TRICKLE = 120;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void ninetySecondsWithoutKafka(Outage outage) throws InterruptedException {
        outlive(outage, Duration.ofSeconds(90));
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource
    void threeMinutesWithoutKafka(Outage outage) throws InterruptedException {
        outlive(outage, Duration.ofMinutes(3));
    }

    private void outlive(Outage outage, Duration length) throws InterruptedException {
        try (var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
                var installation = Installation.start(
                        directory,
                        controller.url(),
                        "broker",
                        "ws steady",
                        "ws blocked",
                        "tcp steady",
                        "tcp blocked")) {
            installation
                    .withAgent("ws steady")
                    .withAgent("ws blocked")
                    .withAgent("tcp steady")
                    .withAgent("tcp blocked")
                    .broker("broker");
            Pair ws = new Pair(controller, installation, "ws steady", Mode.WEBSOCKET);
            Pair wsBlocked = new Pair(controller, installation, "ws blocked", Mode.WEBSOCKET);
            Pair tcp = new Pair(controller, installation, "tcp steady", Mode.TCP);
            Pair tcpBlocked = new Pair(controller, installation, "tcp blocked", Mode.TCP);
            Duration talk = length.plusSeconds(40);
            Conversation wsTalk = Conversation.begin(ws.here, ws.there, talk, TRICKLE);
            Conversation tcpTalk = Conversation.begin(tcp.here, tcp.there, talk, TRICKLE);
            Conversation wsBulk = wsBlocked.bulk();
            Conversation tcpBulk = tcpBlocked.bulk();
            wsTalk.flowing();
            tcpTalk.flowing();

            outage.last(installation, length);
            wsBlocked.here.readOn();
            tcpBlocked.here.readOn();

            wsTalk.endsComplete(SOON.plus(talk));
            tcpTalk.endsComplete(SOON);
            wsBulk.endsComplete(SOON.multipliedBy(2));
            tcpBulk.endsComplete(SOON.multipliedBy(2));
            assertThat(controller.sessions()).as("connections made, each once").hasSize(4);
        }
    }

    private static final class Pair {
        private final Channel here;
        private final Channel there;

        Pair(ConformanceController controller, Installation installation, String name, Mode mode) {
            String secret = controller.addAgent(name);
            there = installation
                    .agent(installation.sidecar(name, name), mode, secret)
                    .awaitConnected(SOON);
            here = controller.awaitSession(name, SOON).channel();
        }

        Conversation bulk() {
            here.stopReading();
            return Conversation.begin(here, there, ByteStream.of(21, 60_000_000), ByteStream.of(22, 60_000_000));
        }
    }
}
