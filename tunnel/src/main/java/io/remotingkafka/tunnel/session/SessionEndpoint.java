package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.Frame.Close;
import io.remotingkafka.protocol.frame.Frame.Credit;
import io.remotingkafka.protocol.frame.Frame.Data;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Ping;
import io.remotingkafka.protocol.frame.Frame.Pong;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.ReceiveWindow;
import io.remotingkafka.protocol.session.Sequencer;
import io.remotingkafka.protocol.session.Sequencer.Verdict;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.tunnel.kafka.FrameSink;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * One side of a session: what comes in is checked against its numbers and the credit given, what goes out is numbered and
 * kept within the credit received. Bytes are passed on in order, once and complete, or the session closes with a reason.
 *
 * <pre>
 *            Open / Opened           close(), limit, broken promise
 *  Opening ───────────────► Open ──────────────────────────────────► Closing ──── Close stored ───► Finished
 *     └──────── Refused, Close of the other side ──────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Everything here runs on the session's event loop.
 */
public final class SessionEndpoint {
    /** Whoever owns the socket behind this side. */
    public interface Listener {
        /** The answer to an {@code Open}. */
        default void opened(Opened opened) {
            throw new IllegalStateException("This side opens no sessions");
        }

        /** The refusal of an {@code Open}; the session is finished. */
        default void refused(Refused refused) {
            throw new IllegalStateException("This side opens no sessions");
        }

        /** Bytes for the socket; to be answered with {@link SessionEndpoint#consumed} once they are written to it. */
        void data(Buffer bytes);

        /** There is room again for {@link SessionEndpoint#offer}. */
        void writable();

        /** The session is over: close the socket behind what was written to it. Called once, whoever closed. */
        void closed(SessionEnd end);

        /** Nothing more will be sent or taken: the session may be forgotten. Called once, last. */
        void finished();
    }

    private enum State {
        OPENING,
        OPEN,
        CLOSING,
        FINISHED
    }

    /** How long data may wait for credit behind a close: nobody reads at the other end, so nobody misses it. */
    private static final long CLOSE_STALL_MILLIS = 5_000;

    private final SessionId id;
    private final Direction outgoing;
    private final SessionSettings settings;
    private final Context loop;
    private final SessionCounters counters;
    private final LongSupplier readPosition;
    private final Listener listener;
    private final Outbox outbox;
    private Sequencer incoming;
    private volatile ReceiveWindow received;
    private State state = State.OPENING;
    private Instant lastHeard;
    private long peerPosition = Envelope.UNKNOWN_POSITION;
    private long pings;
    private long pingSentNanos;
    private boolean pingOutstanding;

    /**
     * A side that has sent and received nothing yet.
     *
     * @param outgoing the direction of this side's frames
     * @param topic where they go
     * @param readPosition the next offset that this side reads in the opposite topic
     */
    public SessionEndpoint(
            SessionId id,
            Direction outgoing,
            String topic,
            SessionSettings settings,
            Context loop,
            FrameSink sink,
            LongSupplier readPosition,
            SessionMeter meter,
            Instant now,
            Listener listener) {
        this.id = id;
        this.outgoing = outgoing;
        this.settings = settings;
        this.loop = loop;
        this.counters = new SessionCounters(meter);
        this.readPosition = readPosition;
        this.listener = listener;
        this.incoming = Sequencer.starting(id);
        this.received = ReceiveWindow.of(settings.window());
        this.lastHeard = now;
        this.outbox = new Outbox(loop, sink, topic, new Sender());
    }

    /** The session's name. */
    public SessionId id() {
        return id;
    }

    /** What it has carried so far. May be read from any thread. */
    public Traffic traffic() {
        return counters.traffic();
    }

    /** Up to which offset the other side has read this side's topic; {@link Envelope#UNKNOWN_POSITION} at first. */
    public long peerPosition() {
        return peerPosition;
    }

    /** Whether bytes go both ways. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Bytes received and not yet written to the socket: never more than the window. May be read from any thread. */
    public long waitingBytes() {
        return received.waiting();
    }

    /** Agent's side: asks for the session. */
    public void open(Open open) {
        outbox.control(open);
    }

    /** Broker's side: answers the {@code Open}. */
    public void accept(Opened opened) {
        if (state == State.OPENING) {
            state = State.OPEN;
            outbox.control(opened);
        }
    }

    /** Broker's side: refuses the {@code Open}; the session is over. */
    public void refuse(Refused refused) {
        if (state == State.OPENING) {
            state = State.CLOSING;
            outbox.control(refused);
            // A refused session has no Close: the refusal is the last frame, and it is not waited for.
            loop.runOnContext(v -> finish());
        }
    }

    /** Takes bytes from the socket; they are sent in order, as credit allows. */
    public void offer(Buffer bytes) {
        if (state == State.OPEN) {
            outbox.data(bytes);
        }
    }

    /** Whether the socket may be read: false while more waits here than one record takes. */
    public boolean isWritable() {
        return !outbox.isFull();
    }

    /** The socket has taken this many of the bytes given to {@link Listener#data}. */
    public void consumed(int bytes) {
        received = received.afterConsuming(bytes);
        if (received.renewalDue() && state == State.OPEN) {
            outbox.control(new Credit());
        }
    }

    /** Ends the session in order: data that was offered goes out first. Does nothing where it is over already. */
    public void close(CloseCode code, String reason) {
        if (beginClosing(code, reason)) {
            loop.owner().setTimer(CLOSE_STALL_MILLIS, timer -> outbox.dropStalledData());
        }
    }

    /** Ends the session at once: the stream is broken, or nobody is there to read it. */
    public void abort(CloseCode code, String reason) {
        if (beginClosing(code, reason)) {
            outbox.dropData();
        }
    }

    private boolean beginClosing(CloseCode code, String reason) {
        if (state == State.CLOSING || state == State.FINISHED) {
            return false;
        }
        state = State.CLOSING;
        outbox.close(new Close(code, reason));
        listener.closed(new SessionEnd(code, reason, false));
        return true;
    }

    /** Takes a frame that carries this session's id. */
    public void receive(Envelope envelope, Frame frame, Instant now) {
        if (state == State.FINISHED) {
            return;
        }
        if (envelope.direction() == outgoing) {
            abort(CloseCode.UNEXPECTED_FRAME, "a frame of this side's own direction came in");
            return;
        }
        switch (incoming.judge(envelope.session(), envelope.epoch(), envelope.sequence())) {
            case Verdict.Next(Sequencer then) -> {
                boolean newOwner = then.epoch() > incoming.epoch();
                incoming = then;
                lastHeard = now;
                peerPosition = Math.max(peerPosition, envelope.position());
                outbox.granted(envelope.credit());
                if (newOwner && !(frame instanceof Close)) {
                    abort(CloseCode.UNEXPECTED_FRAME, "a new owner's first frame is a Close, not " + frame);
                } else {
                    accept(frame);
                }
            }
            case Verdict.Duplicate() -> counters.duplicate();
            case Verdict.Stale(int epoch) -> counters.duplicate();
            case Verdict.Gap(long expected, long got) ->
                abort(
                        CloseCode.GAP,
                        "frame " + expected + " expected, frame " + got + " came: " + (got - expected)
                                + " frames are lost");
            case Verdict.Foreign(SessionId other) ->
                throw new IllegalStateException("A frame of session " + other + " was given to session " + id);
        }
    }

    private void accept(Frame frame) {
        counters.received(frame instanceof Data data ? data.bytes().remaining() : 0);
        switch (frame) {
            case Data data -> take(data);
            case Credit() -> {}
            case Ping(long number) -> outbox.control(new Pong(number));
            case Pong(long number) -> answered(number);
            case Close(CloseCode code, String reason) -> closedByPeer(new SessionEnd(code, reason, true));
            case Opened opened -> {
                if (outgoing == Direction.UP && state == State.OPENING) {
                    state = State.OPEN;
                    listener.opened(opened);
                } else {
                    unexpected(frame);
                }
            }
            case Refused refused -> {
                if (outgoing == Direction.UP && state == State.OPENING) {
                    state = State.CLOSING;
                    listener.refused(refused);
                    finish();
                } else {
                    unexpected(frame);
                }
            }
            case Open open -> {
                // The frame that made the broker's side; its numbers and credit have been noted above.
                if (outgoing == Direction.UP || incoming.next() != 1) {
                    unexpected(open);
                }
            }
        }
    }

    private void unexpected(Frame frame) {
        if (state != State.CLOSING) {
            abort(
                    CloseCode.UNEXPECTED_FRAME,
                    "a frame has no place here: " + frame.getClass().getSimpleName());
        }
    }

    private void take(Data data) {
        int size = data.bytes().remaining();
        if (state == State.CLOSING) {
            return;
        }
        if (state != State.OPEN) {
            unexpected(data);
        } else if (!received.admits(size)) {
            abort(
                    CloseCode.CREDIT_EXCEEDED,
                    size + " bytes came where " + (received.announced() - received.received()) + " were granted");
        } else if (size > 0) {
            received = received.afterReceiving(size);
            listener.data(Buffers.of(data.bytes()));
        }
    }

    private void closedByPeer(SessionEnd end) {
        boolean first = state != State.CLOSING;
        state = State.CLOSING;
        outbox.abandon();
        if (first) {
            listener.closed(end);
        }
        finish();
    }

    /** Broker's side: sends a heartbeat if the last one was answered. */
    public void ping() {
        if (state == State.OPEN && !pingOutstanding) {
            pingOutstanding = true;
            pingSentNanos = System.nanoTime();
            outbox.control(new Ping(++pings));
        }
    }

    private void answered(long number) {
        if (pingOutstanding && number == pings) {
            pingOutstanding = false;
            counters.roundTrip(Duration.ofNanos(System.nanoTime() - pingSentNanos));
        }
    }

    /** Holds the session against its limits. To be called every second or few. */
    public void checkLimits(Instant now, KafkaStatus kafka) {
        if (state == State.CLOSING || state == State.FINISHED) {
            return;
        }
        switch (kafka) {
            case KafkaStatus.Unreachable(Instant since, String reason) -> {
                if (Duration.between(since, now).compareTo(settings.outageLimit()) > 0) {
                    abort(
                            CloseCode.KAFKA_OUTAGE,
                            "Kafka out of reach for more than "
                                    + settings.outageLimit().toSeconds() + " s: " + reason);
                }
            }
            case KafkaStatus.Reachable(Instant since) -> {
                // Silence in an outage is Kafka's, not the other side's.
                Instant from = since.isAfter(lastHeard) ? since : lastHeard;
                Duration limit = state == State.OPENING ? settings.openLimit() : settings.silenceLimit();
                if (Duration.between(from, now).compareTo(limit) > 0) {
                    abort(
                            state == State.OPENING ? CloseCode.ABANDONED : CloseCode.SILENT,
                            "nothing heard from the other side for " + limit.toSeconds() + " s");
                }
            }
        }
    }

    private void finish() {
        if (state != State.FINISHED) {
            state = State.FINISHED;
            listener.finished();
        }
    }

    private final class Sender implements Outbox.Session {
        @Override
        public Envelope seal(long sequence) {
            Envelope envelope = new Envelope(
                    id, outgoing, Sequencer.FIRST_EPOCH, sequence, received.limit(), readPosition.getAsLong());
            received = received.afterAnnouncing();
            return envelope;
        }

        @Override
        public void sent(int dataBytes) {
            counters.sent(dataBytes);
        }

        @Override
        public void stalled() {
            counters.creditStall();
        }

        @Override
        public void writable() {
            listener.writable();
        }

        @Override
        public void drained() {
            finish();
        }

        @Override
        public void failed(Exception cause) {
            if (state == State.CLOSING) {
                outbox.abandon();
                finish();
            } else {
                abort(CloseCode.KAFKA_OUTAGE, "Kafka does not store this session's frames: " + cause.getMessage());
                outbox.abandon();
                finish();
            }
        }
    }
}
