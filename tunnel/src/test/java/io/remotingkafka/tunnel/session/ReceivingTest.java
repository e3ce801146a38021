package io.remotingkafka.tunnel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import org.junit.jupiter.api.Test;

/** What comes in: each broken promise closes the session with its own reason, and tells the other side. */
class ReceivingTest {
    private static final int WINDOW = SessionSettings.DEFAULT.window();

    private final TestLoop loop = new TestLoop();

    @Test
    void dataIsPassedOnOnceHoweverOftenItComes() {
        Side side = Side.openBroker(loop, 0);

        side.comes(1, 1, 0, Side.data(10));
        side.comes(1, 1, 0, Side.data(10));
        side.comes(0, 1, 0, Side.OPEN);
        side.comes(2, 1, 0, Side.data(5));

        assertThat(side.received.length()).isEqualTo(15);
        assertThat(side.endpoint.traffic().duplicates()).isEqualTo(2);
        assertThat(side.endpoint.isOpen()).isTrue();
    }

    @Test
    void aGapClosesAndNothingBehindItIsPassedOn() {
        Side side = Side.openBroker(loop, 0);

        side.comes(3, 1, 0, Side.data(10));
        side.comes(1, 1, 0, Side.data(10));

        assertClosed(side, CloseCode.GAP, "frame 1 expected, frame 3 came: 2 frames are lost");
        assertThat(side.received.length()).isZero();
    }

    @Test
    void theWindowIsAdmittedToTheLastByteAndNotBeyond() {
        Side side = Side.openBroker(loop, 0);

        for (int i = 0; i < 32; i++) {
            side.comes(0, Side.data(WINDOW / 32));
        }
        assertThat(side.endpoint.isOpen()).isTrue();
        assertThat(side.endpoint.waitingBytes()).isEqualTo(WINDOW);
        side.comes(0, Side.data(1));

        assertClosed(side, CloseCode.CREDIT_EXCEEDED, "1 bytes came where 0 were granted");
    }

    @Test
    void aFrameOfThisSidesOwnDirectionHasNoPlaceHere() {
        Side side = Side.openBroker(loop, 0);

        side.endpoint.receive(new Envelope(Side.ID, Direction.DOWN, 1, 1, 0, -1), new Frame.Credit(), Side.START);

        assertThat(side.end.code()).isEqualTo(CloseCode.UNEXPECTED_FRAME);
    }

    @Test
    void framesOutOfPlaceCloseTheSession() {
        assertUnexpected(Side.openBroker(loop, 0), Side.OPEN);
        assertUnexpected(Side.openBroker(loop, 0), Side.OPENED);
        assertUnexpected(Side.openBroker(loop, 0), new Frame.Refused(RefusalReason.DRAINING, 503, ""));
        assertUnexpected(openAgent(), Side.OPENED);
        assertUnexpected(openAgent(), new Frame.Refused(RefusalReason.DRAINING, 503, ""));
        assertUnexpected(openAgent(), Side.OPEN);
    }

    @Test
    void onlyTheBrokerPingsSoThatAnAgentCannotMakeItAnswerWithoutEnd() {
        assertUnexpected(Side.openBroker(loop, 0), new Frame.Ping(1));
        assertUnexpected(openAgent(), new Frame.Pong(1));
    }

    @Test
    void dataBeforeTheSessionIsOpenHasNoPlace() {
        Side broker = Side.broker(loop);
        broker.comes(0, Side.OPEN);
        assertUnexpected(broker, Side.data(1));

        Side agent = Side.agent(loop);
        agent.endpoint.open(Side.OPEN);
        assertUnexpected(agent, Side.data(1));
    }

    private void assertUnexpected(Side side, Frame frame) {
        side.comes(0, frame);
        assertThat(side.end).isNotNull();
        assertThat(side.end.code()).isEqualTo(CloseCode.UNEXPECTED_FRAME);
        assertThat(side.received.length()).isZero();
    }

    @Test
    void aNewOwnersFirstFrameIsAClose() {
        Side closed = openAgent();
        closed.comes(0, 2, 0, new Frame.Close(CloseCode.OWNER_LOST, "broker-1 is gone"));
        assertThat(closed.told).containsExactly("opened", "closed OWNER_LOST", "finished");
        assertThat(closed.end.byPeer()).isTrue();

        Side broken = openAgent();
        broken.comes(0, 2, 0, Side.data(1));
        assertThat(broken.end.code()).isEqualTo(CloseCode.UNEXPECTED_FRAME);
        assertThat(broken.received.length()).isZero();
    }

    @Test
    void aFormerOwnersFramesAreDropped() {
        Side side = openAgent();
        side.comes(0, 2, 0, new Frame.Credit());
        side.comes(1, 1, 0, Side.data(1));

        assertThat(side.received.length()).isZero();
        assertThat(side.endpoint.traffic().duplicates()).isEqualTo(1);
    }

    @Test
    void anotherSessionsFrameIsTheCallersMistake() {
        Side side = Side.openBroker(loop, 0);
        Envelope foreign = new Envelope(SessionId.random(), Direction.UP, 1, 1, 0, -1);

        assertThatIllegalStateException()
                .isThrownBy(() -> side.endpoint.receive(foreign, new Frame.Credit(), Side.START));
    }

    @Test
    void aPingIsAnsweredOnceAndNothingElseAfterAClose() {
        Side side = openAgent();

        side.comes(0, new Frame.Ping(7));
        assertThat(side.sink.frames()).last().isEqualTo(new Frame.Pong(7));

        side.endpoint.close(CloseCode.PEER_CLOSED, "");
        side.comes(0, new Frame.Ping(8));
        assertThat(side.sink.frames()).last().isEqualTo(new Frame.Close(CloseCode.PEER_CLOSED, ""));
    }

    @Test
    void twoPingsAreNeverOutstanding() {
        Side side = Side.openBroker(loop, 0);

        side.endpoint.ping();
        side.endpoint.ping();
        side.comes(0, new Frame.Pong(2));
        side.endpoint.ping();
        assertThat(side.sink.frames()).containsExactly(Side.OPENED, new Frame.Ping(1));

        side.comes(0, new Frame.Pong(1));
        side.endpoint.ping();
        assertThat(side.sink.frames()).last().isEqualTo(new Frame.Ping(2));
    }

    private Side openAgent() {
        Side side = Side.agent(loop);
        side.endpoint.open(Side.OPEN);
        side.comes(0, Side.OPENED);
        assertThat(side.told).containsExactly("opened");
        return side;
    }

    private void assertClosed(Side side, CloseCode code, String reason) {
        assertThat(side.end).isEqualTo(new SessionEnd(code, reason, false));
        assertThat(side.sink.frames()).last().isEqualTo(new Frame.Close(code, reason));
        side.sink.storeAll();
        loop.tick();
        assertThat(side.told).containsExactly("closed " + code, "finished");
    }
}
