package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One part fails, and the others live. One broker, one agent, in WebSocket mode. */
class FaultE2E {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    private OneAgent one;

    @BeforeEach
    void connect() {
        one = OneAgent.connect(directory, Mode.WEBSOCKET, Map.of("remoting.session.silence-limit", "10s"));
    }

    @AfterEach
    void end() {
        one.close();
    }

    @Test
    void anAgentThatIsKilledLeavesItsControllerAtOnce() {
        Instant killed = Instant.now();
        one.agent().kill();

        one.here().awaitEnd(SOON);
        assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aSidecarThatIsKilledAndStartedAgainIsBackWithinSeconds() {
        one.talk(Duration.ofSeconds(60), 1_000_000);

        one.sidecar().service().kill();
        Instant restarted = Instant.now();
        one.installation().again(one.sidecar());
        Channel back = one.agent().awaitReconnected(one.there(), SOON);

        assertThat(Duration.between(restarted, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(one.here().awaitEnd(SOON)).isNotNull();
        assertThat(one.controller().handshakes()).noneMatch(handshake -> handshake.status() == 400);
        Channel hereNow = one.controller().awaitSession("a1", SOON).channel();
        assertThat(hereNow.call(9_600, SOON)).isLessThan(SOON);
        assertThat(back.receivedBytes())
                .as("nothing of the former connection is replayed")
                .isZero();
    }

    @Test
    void aSidecarThatIsGoneForGoodIsGivenUpAfterTheSilenceLimit() {
        one.sidecar().service().kill();
        Instant killed = Instant.now();

        End end = one.here().awaitEnd(Duration.ofSeconds(60));

        assertThat(Duration.between(killed, Instant.now())).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(30));
        assertThat(end.reason()).contains("SILENT");
    }

    @Test
    void aControllerThatRestartsGetsItsAgentBack() {
        one.talk(Duration.ofSeconds(60), 100_000);

        one.controller().stop();
        one.there().awaitEnd(SOON);
        one.controller().start();

        one.agent().awaitReconnected(one.there(), SOON);
        assertThat(one.controller().awaitSession("a1", SOON).channel().call(1_000, SOON))
                .isLessThan(SOON);
    }

    @Test
    void anAgentsNameUsedAgainSeesNoFramesOfItsFormerSession() {
        one.talk(Duration.ofSeconds(60), 1_000_000);

        // Both topics keep frames that their readers have never seen.
        one.sidecar().toKafka().cut();
        long down = Frames.end(one.kafkaAdmin(), Frames.down("a1"));
        await().atMost(SOON).until(() -> Frames.end(one.kafkaAdmin(), Frames.down("a1")) > down);
        one.broker().service().kill();
        long up = Frames.end(one.kafkaAdmin(), Frames.up("a1"));
        one.sidecar().toKafka().mend();
        await().atMost(SOON).until(() -> Frames.end(one.kafkaAdmin(), Frames.up("a1")) > up);
        one.sidecar().service().kill();
        one.installation().broker("broker");
        one.installation().again(one.sidecar());

        Channel back = one.agent().awaitReconnected(one.there(), LATER);
        Channel hereNow = one.controller().awaitSession("a1", SOON).channel();
        Conversation.begin(hereNow, back, ByteStream.of(71, 1_000_000), ByteStream.of(72, 1_000_000))
                .endsComplete(SOON);
    }

    @Test
    void aSlowReaderIsWaitedForWithinTheCreditWindow() {
        aSlowReaderIsWaitedFor(Duration.ofSeconds(20));
    }

    @Tag("nightly")
    @Test
    void aReaderThatStopsForAMinuteIsWaitedForWithinTheCreditWindow() {
        aSlowReaderIsWaitedFor(Duration.ofMinutes(1));
    }

    private void aSlowReaderIsWaitedFor(Duration length) {
        int window = 4 * 1024 * 1024;
        int socketBuffers = 16 * 1024 * 1024;
        ByteStream up = ByteStream.of(31, 60_000_000);
        one.here().stopReading();
        var sent = one.there().send(up);

        await().during(length).atMost(length.multipliedBy(2)).until(() -> {
            double carried = one.broker().service().metric("remoting_relay_bytes_total");
            return carried - one.here().receivedBytes() <= window + socketBuffers;
        });
        assertThat(sent).isNotDone();
        assertThat(one.broker().service().metric("remoting_relay_waiting_bytes"))
                .isBetween(1.0, (double) window);
        one.here().readOn();

        assertThat(one.here().awaitReceived(up.bytes(), LATER)).isEqualTo(Received.of(up));
    }

    @Test
    void aSidecarWhoseNetworkIsCutIsNotGivenUpBeforeTheLimit() {
        Conversation talk = one.talk(Duration.ofSeconds(20), 200);

        one.sidecar().toKafka().cut();
        await().during(Duration.ofSeconds(6))
                .atMost(Duration.ofSeconds(9))
                .until(() -> one.here().isOpen() && one.there().isOpen());
        one.sidecar().toKafka().mend();

        talk.endsComplete(Duration.ofSeconds(60));
    }
}
