package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.Received;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One part fails, and the others live. One broker, one agent, in WebSocket mode. */
class FaultE2E {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private ConformanceController controller;
    private Installation installation;
    private Installation.Broker broker;
    private Installation.Sidecar sidecar;
    private ConformanceAgent agent;
    private Channel there;
    private Channel here;

    @BeforeEach
    void connect() {
        controller = new ConformanceController(ControllerSettings.DEFAULT).start();
        String secret = controller.addAgent("a1");
        installation = Installation.start(directory, controller.url(), "broker", "a1");
        broker = installation
                .withAgent("a1")
                .withBrokerSetting("remoting.session.silence-limit", "10s")
                .broker("broker");
        sidecar = installation.sidecar("a1", "a1");
        agent = installation.agent(sidecar, Mode.WEBSOCKET, secret);
        there = agent.awaitConnected(SOON);
        here = controller.awaitSession("a1", SOON).channel();
    }

    @AfterEach
    void end() {
        installation.close();
        controller.close();
    }

    @Test
    void anAgentThatIsKilledLeavesItsControllerAtOnce() {
        Instant killed = Instant.now();
        agent.kill();

        here.awaitEnd(SOON);
        assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aSidecarThatIsKilledAndStartedAgainIsBackWithinSeconds() {
        Conversation.begin(here, there, Duration.ofSeconds(60), 1_000_000).flowing();

        sidecar.service().kill();
        Instant restarted = Instant.now();
        installation.again(sidecar);
        Channel back = agent.awaitReconnected(there, SOON);

        assertThat(Duration.between(restarted, Instant.now())).isLessThan(Duration.ofSeconds(15));
        assertThat(here.awaitEnd(SOON)).isNotNull();
        assertThat(controller.handshakes()).noneMatch(handshake -> handshake.status() == 400);
        Channel hereNow = controller.awaitSession("a1", SOON).channel();
        assertThat(hereNow.call(9_600, SOON)).isLessThan(SOON);
        assertThat(back.receivedBytes())
                .as("nothing of the former connection is replayed")
                .isZero();
    }

    @Test
    void aSidecarThatIsGoneForGoodIsGivenUpAfterTheSilenceLimit() {
        sidecar.service().kill();
        Instant killed = Instant.now();

        End end = here.awaitEnd(Duration.ofSeconds(60));

        assertThat(Duration.between(killed, Instant.now())).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(30));
        assertThat(end.reason()).contains("SILENT");
    }

    @Test
    void aControllerThatRestartsGetsItsAgentBack() {
        Conversation.begin(here, there, Duration.ofSeconds(60), 100_000).flowing();

        controller.stop();
        there.awaitEnd(SOON);
        controller.start();

        agent.awaitReconnected(there, SOON);
        assertThat(controller.awaitSession("a1", SOON).channel().call(1_000, SOON))
                .isLessThan(SOON);
    }

    @Test
    void aSlowReaderIsWaitedForWithinTheCreditWindow() {
        int window = 4 * 1024 * 1024;
        int socketBuffers = 16 * 1024 * 1024;
        ByteStream up = ByteStream.of(31, 60_000_000);
        here.stopReading();
        var sent = there.send(up);

        await().during(Duration.ofSeconds(20)).atMost(Duration.ofSeconds(40)).until(() -> {
            double carried = broker.service().metric("remoting_relay_bytes_total");
            return carried - here.receivedBytes() <= window + socketBuffers;
        });
        assertThat(sent).isNotDone();
        assertThat(broker.service().metric("remoting_relay_waiting_bytes")).isBetween(1.0, (double) window);
        here.readOn();

        assertThat(here.awaitReceived(up.bytes(), SOON)).isEqualTo(Received.of(up));
    }

    @Test
    void aSidecarWhoseNetworkIsCutIsNotGivenUpBeforeTheLimit() {
        Conversation talk =
                Conversation.begin(here, there, Duration.ofSeconds(20), 200).flowing();

        sidecar.toKafka().cut();
        await().during(Duration.ofSeconds(6))
                .atMost(Duration.ofSeconds(9))
                .until(() -> here.isOpen() && there.isOpen());
        sidecar.toKafka().mend();

        talk.endsComplete(Duration.ofSeconds(60));
    }
}
