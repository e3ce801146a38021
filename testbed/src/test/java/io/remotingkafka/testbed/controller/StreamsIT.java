package io.remotingkafka.testbed.controller;

import static io.remotingkafka.testbed.controller.Fixture.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.KeepAlive;
import io.remotingkafka.testbed.channel.Messages;
import io.remotingkafka.testbed.channel.Received;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What flows over an open connection of the conformance fixtures, with nothing in between. */
class StreamsIT {
    private static final KeepAlive HASTY =
            new KeepAlive(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(600));
    private static final long MORE_THAN_SOCKETS_HOLD = 30_000_000;

    private final Fixture fixture = new Fixture(ControllerSettings.DEFAULT.withReceiveBuffer(64 * 1024));

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void streamsGoBothWaysAtOnceWhole(Messages messages) {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);

        exchange(agent.awaitConnected(SOON), fixture.controllerSide("a1"), messages);
    }

    @Test
    void streamsGoBothWaysOverTcpToo() {
        ConformanceAgent agent = fixture.tcp("a1");

        exchange(agent.awaitConnected(SOON), fixture.controllerSide("a1"), Messages.AS_REMOTING);
    }

    private static void exchange(Channel agentSide, Channel controllerSide, Messages messages) {
        ByteStream up = ByteStream.of(1, 8_000_000);
        ByteStream down = ByteStream.of(2, 6_000_000);

        CompletableFuture<Void> upSent = agentSide.send(up, messages);
        CompletableFuture<Void> downSent = controllerSide.send(down, messages);
        Duration call = agentSide.call(100, SOON);
        Duration callback = controllerSide.call(20_000, SOON);

        assertThat(controllerSide.awaitReceived(up.bytes(), SOON)).isEqualTo(Received.of(up));
        assertThat(agentSide.awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
        assertThat(CompletableFuture.allOf(upSent, downSent)).succeedsWithin(SOON);
        assertThat(call).isPositive();
        assertThat(callback).isPositive();
        assertThat(agentSide.isOpen() && controllerSide.isOpen()).isTrue();
    }

    @Test
    void messagesOfRemotingHaveAtMost8194Bytes() {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);
        ByteStream up = ByteStream.of(1, 1_000_000);

        CompletableFuture<Void> sent = agent.awaitConnected(SOON).send(up);

        Channel controllerSide = fixture.controllerSide("a1");
        controllerSide.awaitReceived(up.bytes(), SOON);
        assertThat(sent).succeedsWithin(SOON);
        assertThat(controllerSide.traffic().largestMessage()).isEqualTo(8_194);
    }

    @Test
    void aPacedStreamTakesItsTime() {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);
        Channel channel = agent.awaitConnected(SOON);
        ByteStream paced = ByteStream.of(1, 30_000).at(60_000);
        long start = System.nanoTime();

        channel.send(paced).join();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(450));
        assertThat(fixture.controllerSide("a1").awaitReceived(30_000, SOON)).isEqualTo(Received.of(paced));
    }

    @Test
    void theControllerPingsAndTheAgentAnswers() {
        try (Fixture hasty = new Fixture(ControllerSettings.DEFAULT.withKeepAlive(HASTY))) {
            ConformanceAgent agent = hasty.webSocket("a1", s -> s);
            Channel agentSide = agent.awaitConnected(SOON);
            Channel controllerSide = hasty.controllerSide("a1");

            await().until(() -> controllerSide.traffic().pongs() >= 8);

            assertThat(agentSide.traffic().pings()).isGreaterThanOrEqualTo(8);
            assertThat(agentSide.traffic().pongs()).isZero();
            assertThat(controllerSide.isOpen()).isTrue();
        }
    }

    @Test
    void theControllerHangsUpOnAnAgentThatIsSilent() {
        try (Fixture hasty = new Fixture(ControllerSettings.DEFAULT.withKeepAlive(HASTY))) {
            ConformanceAgent agent = hasty.webSocket("a1", AgentSettings::withoutReconnect);
            Channel agentSide = agent.awaitConnected(SOON);
            Channel controllerSide = hasty.controllerSide("a1");

            agentSide.stopReading();

            End end = controllerSide.awaitEnd(SOON);
            assertThat(end.code()).isEqualTo(1001);
            assertThat(end.reason()).contains("idle for 600 ms");
            assertThat(end.byPeer()).isFalse();
        }
    }

    @Test
    void aSlowReaderHoldsItsSenderBackAndNothingIsLost() {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);
        Channel agentSide = agent.awaitConnected(SOON);
        Channel controllerSide = fixture.controllerSide("a1");
        ByteStream up = ByteStream.of(5, MORE_THAN_SOCKETS_HOLD);
        controllerSide.stopReading();
        CompletableFuture<Void> sent = agentSide.send(up);

        await().during(Duration.ofMillis(500))
                .atMost(SOON)
                .until(() -> !sent.isDone() && controllerSide.receivedBytes() == 0);
        controllerSide.readOn();

        assertThat(controllerSide.awaitReceived(up.bytes(), SOON)).isEqualTo(Received.of(up));
        assertThat(sent).succeedsWithin(SOON);
    }

    @Test
    void anAgentWhoseWritingIsStuckGivesUp() {
        ConformanceAgent agent =
                fixture.webSocket("a1", s -> s.withoutReconnect().withWriteLimit(Duration.ofMillis(300)));
        Channel agentSide = agent.awaitConnected(SOON);
        fixture.controllerSide("a1").stopReading();

        CompletableFuture<Void> sent = agentSide.send(ByteStream.of(5, MORE_THAN_SOCKETS_HOLD));

        assertThat(agentSide.awaitEnd(SOON).reason()).contains("a write was not taken");
        assertThat(sent).failsWithin(SOON);
    }

    @Test
    void anAgentThatIsKilledIsLostAndOneThatIsToldToStopIsNot() {
        ConformanceAgent killed = fixture.webSocket("killed", s -> s);
        ConformanceAgent stopped = fixture.webSocket("stopped", s -> s);
        killed.awaitConnected(SOON);
        stopped.awaitConnected(SOON);
        Channel ofKilled = fixture.controllerSide("killed");
        Channel ofStopped = fixture.controllerSide("stopped");

        killed.kill();
        stopped.close();

        End lost = ofKilled.awaitEnd(SOON);
        End closed = ofStopped.awaitEnd(SOON);
        assertThat(lost.code()).isEqualTo(End.LOST);
        assertThat(lost.byPeer()).isTrue();
        assertThat(closed.code()).isEqualTo(End.NORMAL);
        assertThat(closed.byPeer()).isTrue();
        assertThat(fixture.controller.session("killed")).isEmpty();
    }

    @Test
    void waitingForBytesThatDoNotComeSaysWhatCame() {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);
        Channel agentSide = agent.awaitConnected(SOON);
        agentSide.send(ByteStream.of(1, 500)).join();
        Channel controllerSide = fixture.controllerSide("a1");
        controllerSide.awaitReceived(500, SOON);

        assertThatThrownBy(() -> controllerSide.awaitReceived(501, Duration.ofMillis(50)))
                .hasMessageContaining("500 of 501 bytes")
                .hasMessageContaining("open");
    }
}
