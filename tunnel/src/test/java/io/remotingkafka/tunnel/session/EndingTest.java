package io.remotingkafka.tunnel.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.remotingkafka.tunnel.session.ScriptedSink.Mood;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a session ends: in order, at once, by the other side, by its limits, and by Kafka. */
class EndingTest {
    private static final Frame.Close FAREWELL = new Frame.Close(CloseCode.PEER_CLOSED, "agent.jar is gone");
    private static final KafkaStatus REACHABLE = new KafkaStatus.Reachable(Side.START);

    private final TestLoop loop = new TestLoop();

    @Test
    void aCloseGoesBehindTheDataAndIsTheLastFrame() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.offers(500);

        close(side);
        side.offers(1);
        loop.tick();
        side.sink.storeAll();
        loop.tick();

        assertThat(side.sink.dataSizes()).containsExactly(500);
        assertThat(side.sink.frames()).last().isEqualTo(FAREWELL);
        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
    }

    @Test
    void aCloseWaitsForAsMuchBacklogAsCreditAllows() {
        Side side = Side.openBroker(loop, 400);
        side.sink.storesAtOnce = true;
        side.offers(1_000);
        close(side);
        loop.tick();
        assertThat(side.sink.dataSizes()).containsExactly(400);
        assertThat(side.told).containsExactly("closed PEER_CLOSED");

        side.comes(1_000, new Frame.Credit());
        loop.tick();

        assertThat(side.sink.dataSizes()).containsExactly(400, 600);
        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
    }

    @Test
    void dataThatNobodyReadsDoesNotHoldACloseForEver() {
        Side side = Side.openBroker(loop, 400);
        side.sink.storesAtOnce = true;
        side.offers(1_000);
        close(side);

        loop.pass(Duration.ofSeconds(5));

        assertThat(side.sink.frames()).last().isEqualTo(FAREWELL);
        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
    }

    @Test
    void anAbortDropsTheData() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.offers(500);

        side.endpoint.abort(CloseCode.SUPERSEDED, "");

        assertThat(side.sink.frames()).containsExactly(Side.OPENED, new Frame.Close(CloseCode.SUPERSEDED, ""));
    }

    @Test
    void anAbortInAnOutageGivesTheMemoryBackAndLeavesNoHole() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.sink.storesAtOnce = true;
        side.sink.mood = Mood.TAKES_NOTHING;
        side.offers(200_000);
        loop.tick();
        assertThat(side.sink.dataSizes()).isEmpty();

        side.endpoint.abort(CloseCode.KAFKA_OUTAGE, "");
        side.sink.mood = Mood.TAKES;
        loop.pass(Duration.ofSeconds(1));

        assertThat(side.sink.frames()).containsExactly(Side.OPENED, new Frame.Close(CloseCode.KAFKA_OUTAGE, ""));
        assertThat(side.sink.numbers()).containsExactly(0L, 1L);
        assertThat(side.told).containsExactly("closed KAFKA_OUTAGE", "finished");
    }

    @Test
    void aCloseThatCannotBeStoredIsGivenUpAfterTheOutageLimit() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.sink.mood = Mood.TAKES_NOTHING;
        close(side);
        Instant closed = Side.START.plusSeconds(10);

        side.endpoint.checkLimits(closed, REACHABLE);
        side.endpoint.checkLimits(closed.plusSeconds(230), REACHABLE);
        assertThat(side.told).containsExactly("closed PEER_CLOSED");
        side.endpoint.checkLimits(closed.plusSeconds(231), REACHABLE);

        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
        loop.pass(Duration.ofSeconds(60));
        assertThat(loop.timers()).isZero();
    }

    @Test
    void theOthersCloseEndsThisSideAtOnceAndIsNotAnswered() {
        Side side = Side.openBroker(loop, 1_000_000);
        int before = side.sink.taken.size();
        side.comes(1_000_000, Side.data(10));
        side.offers(500);

        side.comes(1_000_000, FAREWELL);
        loop.pass(Duration.ofSeconds(10));

        assertThat(side.received.length()).isEqualTo(10);
        assertThat(side.end).isEqualTo(new SessionEnd(CloseCode.PEER_CLOSED, "agent.jar is gone", true));
        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
        assertThat(side.sink.taken).hasSize(before);
    }

    @Test
    void bothSidesMayCloseAtTheSameTime() {
        Side side = Side.openBroker(loop, 1_000_000);

        close(side);
        side.comes(0, new Frame.Close(CloseCode.PEER_FAILED, ""));
        side.sink.storeAll();
        loop.tick();
        close(side);
        side.endpoint.abort(CloseCode.GAP, "");

        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
    }

    @Test
    void afterTheEndNothingIsTakenNorSent() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.comes(0, FAREWELL);
        int before = side.sink.taken.size();

        side.comes(0, Side.data(1));
        side.offers(5);
        side.endpoint.ping();
        side.endpoint.accept(Side.OPENED);
        side.endpoint.refuse(new Frame.Refused(RefusalReason.DRAINING, 503, ""));
        side.endpoint.checkLimits(Side.START.plusSeconds(9_999), REACHABLE);
        loop.pass(Duration.ofSeconds(10));

        assertThat(side.sink.taken).hasSize(before);
        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
        assertThat(side.received.length()).isZero();
    }

    @Test
    void aRefusalIsTheLastFrameAndArrivesEvenIfItHasToWait() {
        Side side = Side.broker(loop);
        Frame.Refused refusal = new Frame.Refused(RefusalReason.IDENTITY, 403, "not yours");
        side.sink.mood = Mood.TAKES_NOTHING;
        side.comes(0, Side.OPEN);

        side.endpoint.refuse(refusal);
        loop.tick();
        assertThat(side.told).containsExactly("finished");
        side.sink.mood = Mood.TAKES;
        loop.pass(Duration.ofSeconds(1));

        assertThat(side.sink.frames()).containsExactly(refusal);
    }

    @Test
    void aRefusalEndsTheAgentsSide() {
        Side side = Side.agent(loop);
        side.endpoint.open(Side.OPEN);

        side.comes(0, new Frame.Refused(RefusalReason.IDENTITY, 403, "not yours"));

        assertThat(side.told).containsExactly("refused", "finished");
        assertThat(side.sink.frames()).containsExactly(Side.OPEN);
    }

    @Test
    void aSessionMayBeGivenUpBeforeItIsOpen() {
        Side side = Side.agent(loop);
        side.endpoint.open(Side.OPEN);
        side.endpoint.abort(CloseCode.ABANDONED, "agent.jar hung up");
        side.sink.storeAll();
        loop.tick();

        side.comes(0, Side.OPENED);

        assertThat(side.told).containsExactly("closed ABANDONED", "finished");
    }

    @Test
    void aFrameThatKafkaDoesNotStoreEndsTheSessionAndTheOtherSideIsTold() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.offers(10);
        loop.tick();
        side.offers(20);
        loop.tick();

        side.sink.failAll();
        loop.tick();

        assertThat(side.told).containsExactly("closed KAFKA_OUTAGE", "finished");
        // The frames before it are lost or not, so a new numbering begins, as a new owner's would.
        assertThat(side.sink.taken.getLast().frame())
                .isInstanceOfSatisfying(
                        Frame.Close.class, close -> assertThat(close.code()).isEqualTo(CloseCode.KAFKA_OUTAGE));
        assertThat(side.sink.taken.getLast().envelope().epoch()).isEqualTo(2);
        assertThat(side.sink.taken.getLast().envelope().sequence()).isZero();
    }

    @Test
    void aFarewellUnderANewNumberingEndsTheOtherSideWhateverWasLostBeforeIt() {
        Side broker = Side.openBroker(loop, 1_000_000);
        Side agent = Side.agent(loop);
        agent.endpoint.open(Side.OPEN);
        agent.comes(broker.sink.taken.getFirst());
        broker.offers(10);
        loop.tick();
        broker.sink.failAll();
        loop.tick();

        agent.comes(broker.sink.taken.getLast());

        assertThat(agent.told).containsExactly("opened", "closed KAFKA_OUTAGE", "finished");
    }

    @Test
    void aSinkThatFailsAtOnceEndsTheSessionInOrder() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.sink.mood = Mood.FAILS;
        side.offers(10);
        loop.tick();

        assertThat(side.told).containsExactly("closed KAFKA_OUTAGE", "finished");
    }

    @Test
    void aCloseThatFailsAtOnceStillEndsInOrder() {
        Side side = Side.openBroker(loop, 1_000_000);
        side.sink.mood = Mood.FAILS;

        close(side);
        loop.tick();

        assertThat(side.told).containsExactly("closed PEER_CLOSED", "finished");
    }

    @Test
    void anOutageIsSurvivedUpToItsLimit() {
        Side side = Side.openBroker(loop, 1_000_000);
        KafkaStatus unreachable = new KafkaStatus.Unreachable(Side.START, "timed out");

        side.endpoint.checkLimits(Side.START.plusSeconds(230), unreachable);
        assertThat(side.endpoint.isOpen()).isTrue();
        side.endpoint.checkLimits(Side.START.plusSeconds(231), unreachable);

        assertThat(side.end.code()).isEqualTo(CloseCode.KAFKA_OUTAGE);
        assertThat(side.end.reason()).contains("230 s", "timed out");
    }

    @Test
    void silenceInAnOutageIsKafkasAndNotTheOthers() {
        Side side = Side.openBroker(loop, 1_000_000);
        Instant back = Side.START.plusSeconds(220);
        KafkaStatus reachableAgain = new KafkaStatus.Reachable(back);

        side.endpoint.checkLimits(back.plusSeconds(230), reachableAgain);
        assertThat(side.endpoint.isOpen()).isTrue();
        side.endpoint.checkLimits(back.plusSeconds(231), reachableAgain);

        assertThat(side.end.code()).isEqualTo(CloseCode.SILENT);
    }

    @Test
    void anOpeningThatIsNotAnsweredIsAbandoned() {
        Side side = Side.agent(loop);
        side.endpoint.open(Side.OPEN);

        side.endpoint.checkLimits(Side.START.plusSeconds(30), REACHABLE);
        assertThat(side.told).isEmpty();
        side.endpoint.checkLimits(Side.START.plusSeconds(31), REACHABLE);

        assertThat(side.end.code()).isEqualTo(CloseCode.ABANDONED);
    }

    private static void close(Side side) {
        side.endpoint.close(FAREWELL.code(), FAREWELL.reason());
    }
}
