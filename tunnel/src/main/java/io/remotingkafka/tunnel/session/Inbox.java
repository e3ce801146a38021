package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.Frame.Close;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.ReceiveWindow;
import io.remotingkafka.protocol.session.Sequencer;
import io.remotingkafka.protocol.session.Sequencer.Verdict;
import io.remotingkafka.protocol.session.SessionId;
import java.time.Instant;
import java.util.Optional;

/** A session's way in: holds each frame against its numbers, and data against the credit given. */
final class Inbox {
    /** What became of a frame. */
    sealed interface Arrival {
        /** It is the next one. */
        record Next(Frame frame) implements Arrival {}

        /** It came before, or from an owner replaced. */
        record Repeated() implements Arrival {}

        /** The stream is broken. */
        record Broken(CloseCode code, String reason) implements Arrival {}
    }

    private final Direction direction;
    private Sequencer sequencer;
    private volatile ReceiveWindow window;
    private Instant lastHeard;
    private long peerPosition = Envelope.UNKNOWN_POSITION;

    Inbox(SessionId session, Direction direction, int windowBytes, Instant now) {
        this.direction = direction;
        this.sequencer = Sequencer.starting(session);
        this.window = ReceiveWindow.of(windowBytes);
        this.lastHeard = now;
    }

    /** Judges a frame that carries this session's id. */
    Arrival judge(Envelope envelope, Frame frame, Instant now) {
        if (envelope.direction() != direction) {
            return new Arrival.Broken(CloseCode.UNEXPECTED_FRAME, "a frame of this side's own direction came in");
        }
        return switch (sequencer.judge(envelope.session(), envelope.epoch(), envelope.sequence())) {
            case Verdict.Next(Sequencer then) -> {
                boolean newOwner = then.epoch() > sequencer.epoch();
                sequencer = then;
                lastHeard = now;
                peerPosition = Math.max(peerPosition, envelope.position());
                yield newOwner && !(frame instanceof Close)
                        ? new Arrival.Broken(
                                CloseCode.UNEXPECTED_FRAME, "a new owner's first frame is a Close, not " + frame)
                        : new Arrival.Next(frame);
            }
            case Verdict.Duplicate() -> new Arrival.Repeated();
            case Verdict.Stale(int epoch) -> new Arrival.Repeated();
            case Verdict.Gap(long expected, long got) ->
                new Arrival.Broken(
                        CloseCode.GAP,
                        "frame " + expected + " expected, frame " + got + " came: " + (got - expected)
                                + " frames are lost");
            case Verdict.Foreign(SessionId other) ->
                throw new IllegalStateException(
                        "A frame of session " + other + " was given to session " + sequencer.session());
        };
    }

    /** Takes data; it is broken if there is more of it than was granted. */
    Optional<Arrival.Broken> take(int bytes) {
        ReceiveWindow before = window;
        if (!before.admits(bytes)) {
            return Optional.of(new Arrival.Broken(
                    CloseCode.CREDIT_EXCEEDED,
                    bytes + " bytes came where " + (before.announced() - before.received()) + " were granted"));
        }
        window = before.afterReceiving(bytes);
        return Optional.empty();
    }

    /** The socket has taken this many bytes. */
    void consumed(int bytes) {
        window = window.afterConsuming(bytes);
    }

    /** The credit for a frame that goes out. */
    long announce() {
        window = window.afterAnnouncing();
        return window.announced();
    }

    boolean owesCredit() {
        return window.renewalDue();
    }

    /** Bytes received and not yet written to the socket. May be read from any thread. */
    long waitingBytes() {
        return window.waiting();
    }

    /** Whether nothing but the first frame has come. */
    boolean isAtFirstFrame() {
        return sequencer.next() == 1;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    long peerPosition() {
        return peerPosition;
    }
}
