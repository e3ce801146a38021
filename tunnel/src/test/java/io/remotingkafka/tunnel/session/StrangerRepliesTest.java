package io.remotingkafka.tunnel.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.Sequencer;
import io.remotingkafka.protocol.session.SessionId;
import org.junit.jupiter.api.Test;

class StrangerRepliesTest {
    private final StrangerReplies replies = new StrangerReplies(Direction.DOWN);

    @Test
    void aStrangerIsToldOnceThatItIsOne() {
        Envelope stranger = envelope(SessionId.random(), 1);

        byte[] answer = replies.answer(stranger, new Frame.Pong(3), 42).orElseThrow();

        assertThat(FrameCodec.decode(answer))
                .isEqualTo(new Decoded.Valid(
                        new Envelope(stranger.session(), Direction.DOWN, 2, 0, 0, 42),
                        new Frame.Close(CloseCode.UNKNOWN_SESSION, "no such session here")));
        assertThat(replies.answer(stranger, new Frame.Pong(4), 43)).isEmpty();
    }

    @Test
    void theAnswerEndsTheStrangersSessionWhateverItHasReceivedBefore() {
        Side agent = Side.agent(new TestLoop());
        agent.endpoint.open(Side.OPEN);
        agent.comes(0, Side.OPENED);
        agent.comes(0, Side.data(10));

        byte[] answer = replies.answer(agent.sink.taken.getFirst().envelope(), new Frame.Credit(), 0)
                .orElseThrow();
        agent.comes((Decoded.Valid) FrameCodec.decode(answer));

        assertThat(agent.told).containsExactly("opened", "closed UNKNOWN_SESSION", "finished");
    }

    @Test
    void farewellsAreNotAnsweredSoThatTwoSidesNeverAnswerEachOtherWithoutEnd() {
        Envelope stranger = envelope(SessionId.random(), 1);

        assertThat(replies.answer(stranger, new Frame.Close(CloseCode.GAP, ""), 0))
                .isEmpty();
        assertThat(replies.answer(stranger, new Frame.Refused(RefusalReason.DRAINING, 503, ""), 0))
                .isEmpty();
    }

    @Test
    void aFrameOfThisSidesOwnDirectionIsNotAnswered() {
        Envelope own = new Envelope(SessionId.random(), Direction.DOWN, 1, 0, 0, -1);

        assertThat(replies.answer(own, new Frame.Credit(), 0)).isEmpty();
    }

    @Test
    void theHighestEpochIsAnsweredUnderItself() {
        byte[] answer = replies.answer(envelope(SessionId.random(), Integer.MAX_VALUE), new Frame.Credit(), 0)
                .orElseThrow();

        assertThat(FrameCodec.decode(answer)).isInstanceOfSatisfying(Decoded.Valid.class, valid -> assertThat(
                        valid.envelope().epoch())
                .isEqualTo(Integer.MAX_VALUE));
    }

    @Test
    void ignoredSessionsAreNotAnswered() {
        Envelope stranger = envelope(SessionId.random(), 1);
        replies.ignore(stranger.session());

        assertThat(replies.answer(stranger, new Frame.Credit(), 0)).isEmpty();
    }

    @Test
    void manyStrangersTakeNoMemory() {
        Envelope first = envelope(SessionId.random(), 1);
        replies.answer(first, new Frame.Credit(), 0);
        for (int i = 0; i < 256; i++) {
            assertThat(replies.answer(envelope(SessionId.random(), 1), new Frame.Credit(), 0))
                    .isPresent();
        }

        // The first one has been forgotten by now.
        assertThat(replies.answer(first, new Frame.Credit(), 0)).isPresent();
    }

    private static Envelope envelope(SessionId session, int epoch) {
        return new Envelope(session, Direction.UP, epoch, 7, Sequencer.FIRST_EPOCH, -1);
    }
}
