package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.Received;
import io.remotingkafka.testbed.net.Link;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka, or somebody who can write to an agent's topics, may do to its frames. */
class BrokenStreamE2E {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String DUPLICATES = "remoting_relay_duplicates_dropped_total";
    private static final String FOREIGN = "remoting_relay_foreign_frames_total";
    private static final String REFUSED = "remoting_relay_refused_total";

    @TempDir
    private static Path directory;

    private static OneAgent site;

    private OneAgent one;

    @BeforeAll
    static void start() {
        site = OneAgent.connect(directory, Mode.WEBSOCKET, Map.of());
    }

    @BeforeEach
    void connect() {
        site = site.connectedAnew();
        one = site;
    }

    @AfterAll
    static void end() {
        site.close();
    }

    private double counted(String metric) {
        return one.broker().service().metric(metric);
    }

    @Test
    void aFrameThatComesTwiceIsDroppedAndCounted() {
        one.here().call(10_000, SOON);
        double before = counted(DUPLICATES);

        Frames.repeatLast(one.kafkaAdmin(), Frames.up("a1"));
        Frames.repeatLast(one.kafkaAdmin(), Frames.down("a1"));

        await().atMost(SOON).until(() -> counted(DUPLICATES) > before);
        ByteStream down = ByteStream.of(41, 1_000_000);
        assertThat(one.here().send(down)).succeedsWithin(SOON);
        assertThat(one.there().awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
        assertThat(one.agent().channels()).hasSize(1);
    }

    /**
     * The answers to what Kafka has stored are lost, so both producers send it again. Kafka knows it by the producer's own
     * numbers and stores it once.
     */
    @Test
    void framesThatProducersSendAgainAreStoredOnce() {
        double before = counted(DUPLICATES);
        Conversation talk = one.talk(Duration.ofSeconds(12), 100_000);

        loseAnswers(one.sidecar().toKafka(), Frames.up("a1"));
        loseAnswers(one.broker().toKafka(), Frames.down("a1"));

        talk.endsComplete(SOON.multipliedBy(2));
        assertThat(counted(DUPLICATES)).isEqualTo(before);
    }

    private void loseAnswers(Link link, String topic) {
        link.cutAnswers();
        long before = Frames.end(one.kafkaAdmin(), topic);
        await().atMost(SOON).until(() -> Frames.end(one.kafkaAdmin(), topic) > before);
        link.reset();
        link.mend();
    }

    @Test
    void framesLostOnTheWayDownCloseTheSessionOnBothSides() {
        loseUnread(one.sidecar().toKafka(), Frames.down("a1"), one.here());

        bothEndsTellTheGap();
        assertThat(one.sidecar().service().process().log()).contains("frames are lost");
    }

    @Test
    void framesLostOnTheWayUpCloseTheSessionOnBothSides() {
        loseUnread(one.broker().toKafka(), Frames.up("a1"), one.there());

        bothEndsTellTheGap();
        assertThat(one.broker().service().process().log()).contains("frames are lost");
    }

    /** Deletes from Kafka what a reader that is cut off has not seen; more follows, and then it reads on. */
    private void loseUnread(Link reader, String topic, Channel sender) {
        reader.cut();
        long before = Frames.end(one.kafkaAdmin(), topic);
        assertThat(sender.send(ByteStream.of(42, 200_000))).succeedsWithin(SOON);
        await().atMost(SOON).until(() -> Frames.end(one.kafkaAdmin(), topic) > before);
        Frames.lose(one.kafkaAdmin(), topic);
        assertThat(sender.send(ByteStream.of(43, 1_000))).succeedsWithin(SOON);

        // What Kafka has sent already must not arrive after all.
        reader.reset();
        reader.mend();
    }

    private void bothEndsTellTheGap() {
        End atAgent = one.there().awaitEnd(SOON);
        End atController = one.here().awaitEnd(SOON);

        assertThat(atAgent.reason()).contains("GAP");
        assertThat(atController.reason()).contains("GAP");
        assertThat(Duration.between(atAgent.at(), atController.at()).abs()).isLessThan(Duration.ofSeconds(3));
        one.agent().awaitReconnected(one.there(), SOON);
    }

    @Test
    void aRecordThatIsNoFrameClosesTheSessionWithTheReason() {
        Frames.write(one.kafkaAdmin(), Frames.up("a1"), "hello".getBytes(StandardCharsets.UTF_8));

        assertThat(one.here().awaitEnd(SOON).reason()).contains("BROKEN_FRAME");
        one.there().awaitEnd(SOON);
        assertThat(one.broker().service().process().log()).contains("a frame has at least");
    }

    @Test
    void aFrameOfAnotherSessionIsAnsweredAndCountedAndDisturbsNobody() {
        byte[] foreign = Frames.last(one.kafkaAdmin(), Frames.up("a1")).clone();
        double before = counted(FOREIGN);
        Conversation talk = one.talk(Duration.ofSeconds(5), 100_000);

        Frames.write(one.kafkaAdmin(), Frames.up("a1"), Forged.ofAnotherSession(foreign));

        await().atMost(SOON).until(() -> counted(FOREIGN) > before);
        talk.endsComplete(SOON);
    }

    @Test
    void aSessionInAnotherAgentsNameIsRefused() {
        String byIdentity = "reason=\"IDENTITY\"";
        double before = one.broker().service().metric(REFUSED, byIdentity);

        Frames.write(one.kafkaAdmin(), Frames.up("a1"), Forged.open("a2"));

        await().atMost(SOON).until(() -> one.broker().service().metric(REFUSED, byIdentity) > before);
        assertThat(one.there().isOpen()).as("the agent's own session").isTrue();
        assertThat(one.here().call(1_000, SOON)).isLessThan(SOON);
    }
}
