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
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka, or somebody who can write to an agent's topics, may do to its frames. */
class BrokenStreamE2E {
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
    private Map<String, Object> client;

    @BeforeEach
    void connect() {
        controller = new ConformanceController(ControllerSettings.DEFAULT).start();
        String secret = controller.addAgent("a1");
        installation = Installation.start(directory, controller.url(), "broker", "a1");
        broker = installation.withAgent("a1").broker("broker");
        sidecar = installation.sidecar("a1", "a1");
        agent = installation.agent(sidecar, Mode.WEBSOCKET, secret);
        there = agent.awaitConnected(SOON);
        here = controller.awaitSession("a1", SOON).channel();
        client = installation.kafka().settings().adminClient();
    }

    @AfterEach
    void end() {
        installation.close();
        controller.close();
    }

    @Test
    void aFrameThatComesTwiceIsDroppedAndCounted() throws ExecutionException, InterruptedException {
        here.call(10_000, SOON);

        Frames.repeatLast(client, Frames.up("a1"));
        Frames.repeatLast(client, Frames.down("a1"));

        await().atMost(SOON).until(() -> broker.service().metric("remoting_relay_duplicates_dropped_total") >= 1);
        ByteStream down = ByteStream.of(41, 1_000_000);
        assertThat(here.send(down)).succeedsWithin(SOON);
        assertThat(there.awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
        assertThat(agent.channels()).hasSize(1);
    }

    @Test
    void framesThatAreLostCloseTheSessionOnBothSides() throws ExecutionException, InterruptedException {
        sidecar.toKafka().cut();
        long before = Frames.end(client, Frames.down("a1"));
        var sent = here.send(ByteStream.of(42, 200_000));
        await().atMost(SOON).until(() -> sent.isDone() && Frames.end(client, Frames.down("a1")) > before);
        Frames.lose(client, Frames.down("a1"));
        var more = here.send(ByteStream.of(43, 1_000));

        // What Kafka has sent already must not arrive after all.
        sidecar.toKafka().reset();
        sidecar.toKafka().mend();
        End there1 = there.awaitEnd(SOON);
        End here1 = here.awaitEnd(SOON);

        assertThat(more).isNotNull();
        assertThat(there1.reason()).contains("GAP");
        assertThat(here1.reason()).contains("GAP");
        assertThat(Duration.between(there1.at(), here1.at()).abs()).isLessThan(Duration.ofSeconds(3));
        assertThat(sidecar.service().process().log()).contains("frames are lost");
        agent.awaitReconnected(there, SOON);
    }

    @Test
    void aRecordThatIsNoFrameClosesTheSessionWithTheReason() throws ExecutionException, InterruptedException {
        Frames.write(client, Frames.up("a1"), "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(here.awaitEnd(SOON).reason()).contains("BROKEN_FRAME");
        there.awaitEnd(SOON);
        assertThat(broker.service().process().log()).contains("a frame has at least");
    }

    @Test
    void aFrameOfAnotherSessionIsAnsweredAndCountedAndDisturbsNobody() throws ExecutionException, InterruptedException {
        byte[] foreign = Frames.last(client, Frames.up("a1")).clone();
        Conversation talk =
                Conversation.begin(here, there, Duration.ofSeconds(5), 100_000).flowing();

        Frames.write(client, Frames.up("a1"), Forged.ofAnotherSession(foreign));

        await().atMost(SOON).until(() -> broker.service().metric("remoting_relay_foreign_frames_total") >= 1);
        talk.endsComplete(SOON);
    }

    @Test
    void aSessionInAnotherAgentsNameIsRefused() throws ExecutionException, InterruptedException {
        Frames.write(client, Frames.up("a1"), Forged.open("a2"));

        await().atMost(SOON).until(() -> broker.service()
                .get("/q/metrics")
                .contains("remoting_relay_refused_total{reason=\"IDENTITY\""));
        assertThat(there.isOpen()).as("the agent's own session").isTrue();
        assertThat(here.call(1_000, SOON)).isLessThan(SOON);
    }
}
