package io.remotingkafka.tunnel.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.tunnel.session.ScriptedSink.Mood;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What goes out: order, coalescing, credit, and frames that are not taken. */
class SendingTest {
    private static final int MIB = 1024 * 1024;

    private final TestLoop loop = new TestLoop();

    @Test
    void whatIsOfferedInOneTickGoesOutAsOneFrame() {
        Side side = Side.openBroker(loop, MIB);

        side.offers(100);
        side.offers(200);
        side.offers(300);
        loop.tick();
        side.offers(50);
        loop.tick();

        assertThat(side.sink.dataSizes()).containsExactly(600, 50);
    }

    @Test
    void fourSmallSendsAreUnderWayAtMostAndTheRestGrows() {
        Side side = Side.openBroker(loop, MIB);

        for (int i = 0; i < 10; i++) {
            side.offers(100);
            loop.tick();
        }
        assertThat(side.sink.dataSizes()).containsExactly(100, 100, 100, 100);

        side.sink.store(1);
        loop.tick();
        assertThat(side.sink.dataSizes()).containsExactly(100, 100, 100, 100, 600);
    }

    @Test
    void noSendBeginsWith32KiBUnderWay() {
        Side side = Side.openBroker(loop, MIB);

        side.offers(20_000);
        loop.tick();
        side.offers(20_000);
        loop.tick();
        side.offers(20_000);
        loop.tick();

        assertThat(side.sink.dataSizes()).containsExactly(20_000, 20_000);
    }

    @Test
    void aBacklogGoesOutInTheLargestFrames() {
        Side side = Side.openBroker(loop, 4 * MIB);
        side.sink.storesAtOnce = true;

        for (int i = 0; i < 20; i++) {
            side.offers(32 * 1024);
        }
        loop.tick();

        assertThat(side.sink.dataSizes()).containsExactly(FrameCodec.MAX_DATA, FrameCodec.MAX_DATA, 135_168);
    }

    @Test
    void controlFramesDoNotWaitForAcknowledgements() {
        Side side = Side.openBroker(loop, MIB);
        for (int i = 0; i < 6; i++) {
            side.offers(100);
            loop.tick();
        }

        side.endpoint.ping();

        assertThat(side.sink.frames()).last().isEqualTo(new Frame.Ping(1));
    }

    @Test
    void creditIsNeverExceededAndGrantsGoOn() {
        Side side = Side.openBroker(loop, 1_000);
        side.sink.storesAtOnce = true;

        side.offers(2_500);
        loop.tick();
        assertThat(side.sink.dataSizes()).containsExactly(1_000);

        side.comes(1_700, new Frame.Credit());
        loop.tick();
        assertThat(side.sink.dataSizes()).containsExactly(1_000, 700);

        side.comes(1_600, new Frame.Credit());
        loop.tick();
        assertThat(side.sink.dataSizes()).containsExactly(1_000, 700);

        side.comes(10_000, new Frame.Credit());
        loop.tick();
        assertThat(side.sink.dataSizes()).containsExactly(1_000, 700, 800);
    }

    @Test
    void aFrameThatIsNotTakenStaysAtTheHeadWithItsNumber() {
        Side side = Side.openBroker(loop, MIB);
        side.sink.storesAtOnce = true;
        side.sink.mood = Mood.TAKES_NOTHING;

        side.offers(100);
        loop.tick();
        side.endpoint.ping();
        side.offers(200);
        loop.pass(Duration.ofSeconds(100));
        side.sink.mood = Mood.TAKES;
        loop.pass(Duration.ofMillis(200));

        assertThat(side.sink.numbers()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(side.sink.frames().subList(1, 4))
                .extracting(frame -> frame.getClass().getSimpleName())
                .containsExactly("Data", "Ping", "Data");
        assertThat(side.sink.dataSizes()).containsExactly(100, 200);
    }

    @Test
    void anOutageIsTriedAFewTimesASecondAndNotMore() {
        Side side = Side.openBroker(loop, MIB);
        side.sink.mood = Mood.TAKES_NOTHING;
        side.sink.offers = 0;

        side.offers(100);
        loop.pass(Duration.ofSeconds(60));

        assertThat(side.sink.offers).isBetween(250, 310);
        assertThat(loop.timers()).isEqualTo(1);
    }

    @Test
    void theSocketIsHeldBackByOneRecordAndReadAgainBelowHalfOfIt() {
        Side side = Side.openBroker(loop, 0);

        side.offers(Backlog.HIGH_WATER - 1);
        assertThat(side.endpoint.isWritable()).isTrue();
        side.offers(1);
        assertThat(side.endpoint.isWritable()).isFalse();

        side.comes(Backlog.HIGH_WATER / 2, new Frame.Credit());
        loop.tick();
        assertThat(side.endpoint.isWritable()).isFalse();
        side.sink.storeAll();
        side.comes(Backlog.HIGH_WATER / 2 + 1, new Frame.Credit());
        loop.tick();
        assertThat(side.endpoint.isWritable()).isTrue();
        assertThat(side.told).containsOnlyOnce("writable");
    }

    @Test
    void creditIsRenewedAtAQuarterByOneFrame() {
        Side side = Side.openBroker(loop, MIB);
        int before = side.sink.taken.size();
        side.comes(MIB, Side.data(2 * MIB / 8));
        side.comes(MIB, Side.data(7 * MIB / 8));

        side.endpoint.consumed(MIB - 1);
        assertThat(side.sink.taken).hasSize(before);
        side.endpoint.consumed(1);

        assertThat(side.sink.frames()).hasSize(before + 1).last().isEqualTo(new Frame.Credit());
        assertThat(side.sink.taken.getLast().envelope().credit()).isEqualTo(5L * MIB);
    }

    @Test
    void creditThatIsOwedInAnOutageIsOneFrameHoweverOftenItFellDue() {
        Side side = Side.openBroker(loop, MIB);
        side.comes(MIB, Side.data(4 * MIB));
        side.sink.mood = Mood.TAKES_NOTHING;
        side.endpoint.ping();
        int before = side.sink.taken.size();

        for (int i = 0; i < 4_096; i++) {
            side.endpoint.consumed(1_024);
        }
        side.sink.mood = Mood.TAKES;
        loop.pass(Duration.ofSeconds(1));

        assertThat(side.sink.frames().subList(before, side.sink.taken.size()))
                .containsExactly(new Frame.Ping(1), new Frame.Credit());
        assertThat(side.sink.taken.getLast().envelope().credit()).isEqualTo(8L * MIB);
    }

    @Test
    void dataCarriesTheCreditThatIsOwed() {
        Side side = Side.openBroker(loop, MIB);
        side.comes(MIB, Side.data(MIB));
        side.sink.mood = Mood.TAKES_NOTHING;
        side.offers(10);
        loop.tick();
        side.sink.mood = Mood.TAKES;

        loop.pass(Duration.ofSeconds(1));

        assertThat(side.sink.taken.getLast().envelope().position()).isEqualTo(17);
        assertThat(side.sink.frames()).doesNotContain(new Frame.Credit());
    }

    @Test
    void numbersHaveNoHoles() {
        Side side = Side.openBroker(loop, MIB);
        side.sink.storesAtOnce = true;
        for (int i = 0; i < 50; i++) {
            side.offers(1 + i);
            side.sink.mood = i % 3 == 0 ? Mood.TAKES_NOTHING : Mood.TAKES;
            side.comes(MIB, new Frame.Credit());
            side.endpoint.ping();
            loop.pass(Duration.ofMillis(7));
        }
        side.sink.mood = Mood.TAKES;
        loop.pass(Duration.ofSeconds(1));

        List<Long> expected =
                LongStream.range(0, side.sink.taken.size()).boxed().toList();
        assertThat(side.sink.numbers()).isEqualTo(expected);
        assertThat(side.sink.dataSizes().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(50 * 51 / 2);
    }
}
