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
import io.remotingkafka.protocol.session.Sequencer;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.tunnel.kafka.FrameSink;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.remotingkafka.tunnel.session.Inbox.Arrival;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
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
    private final Inbox inbox;
    private final Heartbeat heartbeat = new Heartbeat();
    private State state = State.OPENING;
    private Optional<Instant> closingSince = Optional.empty();

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
        this.inbox = new Inbox(id, outgoing.opposite(), settings.window(), now);
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
        return inbox.peerPosition();
    }

    /** Whether bytes go both ways. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Bytes received and not yet written to the socket: never more than the window. May be read from any thread. */
    public long waitingBytes() {
        return inbox.waitingBytes();
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
        inbox.consumed(bytes);
        outbox.creditMayBeOwed();
    }

    /** Ends the session in order: data that was offered goes out first. Does nothing where it is over already. */
    public void close(CloseCode code, String reason) {
        if (beginClosing(code, reason)) {
            outbox.close(new Close(code, reason));
            loop.owner().setTimer(CLOSE_STALL_MILLIS, timer -> outbox.dropStalledData());
        }
    }

    /** Ends the session at once: the stream is broken, or nobody is there to read it. */
    public void abort(CloseCode code, String reason) {
        if (beginClosing(code, reason)) {
            outbox.abort(new Close(code, reason));
        }
    }

    private boolean beginClosing(CloseCode code, String reason) {
        if (state == State.CLOSING || state == State.FINISHED) {
            return false;
        }
        state = State.CLOSING;
        listener.closed(new SessionEnd(code, reason, false));
        return true;
    }

    /** Nothing more is sent: the other side has closed, or Kafka takes no more of this session. */
    private void end(SessionEnd end) {
        boolean first = state != State.CLOSING;
        state = State.CLOSING;
        outbox.abandon();
        if (first) {
            listener.closed(end);
        }
        finish();
    }

    /** Takes a frame that carries this session's id. */
    public void receive(Envelope envelope, Frame frame, Instant now) {
        if (state == State.FINISHED) {
            return;
        }
        switch (inbox.judge(envelope, frame, now)) {
            case Arrival.Next(Frame next) -> {
                outbox.granted(envelope.credit());
                accept(next);
            }
            case Arrival.Repeated() -> counters.duplicate();
            case Arrival.Broken(CloseCode code, String reason) -> abort(code, reason);
        }
    }

    private void accept(Frame frame) {
        counters.received(frame instanceof Data data ? data.bytes().remaining() : 0);
        boolean agentsSide = outgoing == Direction.UP;
        switch (frame) {
            case Data data when state == State.OPEN -> take(data);
            case Credit() -> {}
            // One way only: whoever could make the other answer without end could fill its memory in an outage.
            case Ping(long number) when agentsSide -> outbox.control(new Pong(number));
            case Pong(long number)
            when !agentsSide -> heartbeat.answered(number).ifPresent(counters::roundTrip);
            case Close(CloseCode code, String reason) -> end(new SessionEnd(code, reason, true));
            case Opened opened
            when agentsSide && state == State.OPENING -> {
                state = State.OPEN;
                listener.opened(opened);
            }
            case Refused refused
            when agentsSide && state == State.OPENING -> {
                state = State.CLOSING;
                listener.refused(refused);
                finish();
            }
            // The frame that made the broker's side; its numbers and credit have been noted above.
            case Open open when !agentsSide && inbox.isAtFirstFrame() -> {}
            case Data data -> unexpected(data);
            case Ping ping -> unexpected(ping);
            case Pong pong -> unexpected(pong);
            case Opened opened -> unexpected(opened);
            case Refused refused -> unexpected(refused);
            case Open open -> unexpected(open);
        }
    }

    private void unexpected(Frame frame) {
        // While this side closes, what the other one sent before it knew is of no use, but no fault.
        if (state != State.CLOSING) {
            abort(
                    CloseCode.UNEXPECTED_FRAME,
                    "a frame has no place here: " + frame.getClass().getSimpleName());
        }
    }

    private void take(Data data) {
        int size = data.bytes().remaining();
        inbox.take(size)
                .ifPresentOrElse(
                        broken -> abort(broken.code(), broken.reason()), () -> listener.data(Buffers.of(data.bytes())));
    }

    /** Broker's side: sends a heartbeat if the last one was answered. */
    public void ping() {
        if (state == State.OPEN) {
            heartbeat.next().ifPresent(outbox::control);
        }
    }

    /** Holds the session against its limits. To be called every second or few. */
    public void checkLimits(Instant now, KafkaStatus kafka) {
        switch (state) {
            case OPENING, OPEN ->
                settings.limitReached(state == State.OPENING, inbox.lastHeard(), now, kafka)
                        .ifPresent(end -> abort(end.code(), end.reason()));
            case CLOSING -> {
                Instant since = closingSince.orElse(now);
                closingSince = Optional.of(since);
                if (SessionSettings.isBeyond(settings.outageLimit(), since, now)) {
                    // The Close could not be stored for so long that the other side has given up by itself.
                    outbox.abandon();
                    finish();
                }
            }
            case FINISHED -> {}
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
            return new Envelope(
                    id, outgoing, Sequencer.FIRST_EPOCH, sequence, inbox.announce(), readPosition.getAsLong());
        }

        @Override
        public boolean owesCredit() {
            return state == State.OPEN && inbox.owesCredit();
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
            if (state == State.OPEN) {
                listener.writable();
            }
        }

        @Override
        public void drained() {
            finish();
        }

        @Override
        public void failed(Exception cause) {
            if (state == State.FINISHED) {
                return;
            }
            String reason = "Kafka does not store this session's frames: " + cause.getMessage();
            // Which frames are lost is not known here, so this one begins a new numbering, as a new owner's would.
            Envelope envelope = new Envelope(
                    id, outgoing, Sequencer.FIRST_EPOCH + 1, 0, inbox.announce(), readPosition.getAsLong());
            outbox.farewell(envelope, new Close(CloseCode.KAFKA_OUTAGE, reason));
            end(new SessionEnd(CloseCode.KAFKA_OUTAGE, reason, false));
        }
    }
}
