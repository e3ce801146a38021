package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.session.SendWindow;
import io.remotingkafka.tunnel.kafka.FrameSink;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A session's way out: an ordered queue in front of the frame writer, owned by the session's event loop.
 *
 * <p>Control frames go first, then data as far as the other side's credit reaches, then the {@code Close}, and credit
 * alone where nothing else carries it. What arrives within one tick of the loop goes out as one frame; {@link InFlight}
 * says when data waits to grow into larger records.
 *
 * <p>A frame that the writer does not take (no metadata, no buffer space: an outage) keeps its number and stays at the
 * head. Nothing is dropped and nothing overtakes it.
 */
final class Outbox {
    /** What the outbox needs of its session. */
    interface Session {
        /** The envelope of the next frame, with this number; called once for each frame that goes out. */
        Envelope seal(long sequence);

        /** Whether the other side waits for credit. */
        boolean owesCredit();

        /** A frame went out with this many bytes of data. */
        void sent(int dataBytes);

        /** Data waits for credit. */
        void stalled();

        /** There is room again, after {@link Outbox#isFull()}. */
        void writable();

        /** Nothing is left to send, and the close frame is stored. */
        void drained();

        /** Kafka will not store a frame. */
        void failed(Exception cause);
    }

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final long FIRST_RETRY_MILLIS = 5;
    private static final long LAST_RETRY_MILLIS = 200;

    private final Context loop;
    private final FrameSink sink;
    private final String topic;
    private final Session session;
    private final Deque<Frame> control = new ArrayDeque<>();
    private final Backlog data = new Backlog();
    private final InFlight inFlight = new InFlight();
    private SendWindow window = SendWindow.CLOSED;
    private Frame.Close close;
    private Sending head;
    private long sequence;
    private long retryMillis = FIRST_RETRY_MILLIS;
    private boolean flushScheduled;
    private boolean retryScheduled;
    private boolean closeSent;
    private boolean stalled;
    private boolean over;

    /** One encoded frame on its way; {@code dataBytes} is -1 for a control frame. */
    record Sending(ByteBuffer frame, int dataBytes) {
        boolean isData() {
            return dataBytes >= 0;
        }
    }

    Outbox(Context loop, FrameSink sink, String topic, Session session) {
        this.loop = loop;
        this.sink = sink;
        this.topic = topic;
        this.session = session;
    }

    void control(Frame frame) {
        if (close == null && !over) {
            control.add(frame);
            flush();
        }
    }

    void data(Buffer bytes) {
        if (close != null || over) {
            return;
        }
        data.add(bytes);
        if (!flushScheduled) {
            flushScheduled = true;
            loop.runOnContext(v -> {
                flushScheduled = false;
                flush();
            });
        }
    }

    /** Closes behind the data that waits. */
    void close(Frame.Close frame) {
        if (close == null) {
            close = frame;
            flush();
        }
    }

    /** Closes instead of the data that waits. */
    void abort(Frame.Close frame) {
        data.clear();
        if (head != null && head.isData()) {
            // It was not taken, so its number is free again.
            head = null;
            sequence--;
        }
        close(frame);
    }

    /** Gives up data that waits for credit, so that the close frame can go. */
    void dropStalledData() {
        if (window.available() <= 0) {
            data.clear();
            flush();
        }
    }

    /** A last frame beside the numbering, offered once. */
    void farewell(Envelope envelope, Frame.Close frame) {
        abandon();
        FrameSink.Outcome outcome =
                sink.write(topic, FrameCodec.encode(envelope, frame), new FrameSink.Acknowledgement() {
                    @Override
                    public void stored(long offset) {
                        LOG.debugf("topic=%s offset=%d a farewell is stored", topic, offset);
                    }

                    @Override
                    public void failed(Exception cause) {
                        LOG.debugf("topic=%s a farewell is lost: %s", topic, cause.getMessage());
                    }
                });
        LOG.debugf("topic=%s farewell: %s", topic, outcome);
    }

    /** Sends nothing more: the other side has closed. */
    void abandon() {
        over = true;
        head = null;
        control.clear();
        data.clear();
    }

    /** Bytes were consumed; what that makes owing goes with the next frame, or alone if there is none. */
    void creditMayBeOwed() {
        if (session.owesCredit()) {
            flush();
        }
    }

    void granted(long limit) {
        long before = window.available();
        window = window.granted(limit);
        if (before < window.available() && !data.isEmpty()) {
            flush();
        }
    }

    boolean isFull() {
        return data.isFull();
    }

    private void flush() {
        while (!over && !retryScheduled) {
            if (head == null) {
                head = next();
            }
            if (head == null || !offer(head)) {
                break;
            }
            head = null;
        }
        if (!over && data.reopens()) {
            session.writable();
        }
        if (closeSent && head == null && inFlight.isEmpty() && !over) {
            over = true;
            session.drained();
        }
    }

    private Sending next() {
        if (!control.isEmpty()) {
            return encode(control.remove());
        }
        if (mayDataGo()) {
            return encodeData();
        }
        if (close != null && !closeSent && data.isEmpty()) {
            closeSent = true;
            return encode(close);
        }
        return session.owesCredit() ? encode(new Frame.Credit()) : null;
    }

    private boolean mayDataGo() {
        if (data.isEmpty()) {
            return false;
        }
        if (window.available() > 0) {
            stalled = false;
            return inFlight.hasRoomForData();
        }
        if (!stalled) {
            stalled = true;
            session.stalled();
        }
        return false;
    }

    private Sending encode(Frame frame) {
        return new Sending(ByteBuffer.wrap(FrameCodec.encode(session.seal(sequence++), frame)), -1);
    }

    private Sending encodeData() {
        int room = (int) Math.min(window.available(), FrameCodec.MAX_DATA);
        List<ByteBuffer> pieces = data.take(room);
        int size = pieces.stream().mapToInt(ByteBuffer::remaining).sum();
        window = window.afterSending(size);
        return new Sending(ByteBuffer.wrap(FrameCodec.encodeData(session.seal(sequence++), pieces)), size);
    }

    private boolean offer(Sending sending) {
        FrameSink.Outcome outcome = sink.write(topic, sending.frame().array(), new FrameSink.Acknowledgement() {
            @Override
            public void stored(long offset) {
                loop.runOnContext(v -> acknowledged(sending));
            }

            @Override
            public void failed(Exception cause) {
                loop.runOnContext(v -> session.failed(cause));
            }
        });
        return switch (outcome) {
            case FrameSink.Outcome.Taken() -> {
                retryMillis = FIRST_RETRY_MILLIS;
                inFlight.began(sending);
                session.sent(Math.max(0, sending.dataBytes()));
                yield true;
            }
            case FrameSink.Outcome.NotTaken() -> {
                retryLater();
                yield false;
            }
            case FrameSink.Outcome.Failed(Exception cause) -> {
                // Told on a tick of its own, as every failure: whoever is in the midst of sending need not expect it.
                abandon();
                loop.runOnContext(v -> session.failed(cause));
                yield false;
            }
        };
    }

    private void acknowledged(Sending sending) {
        inFlight.stored(sending);
        flush();
    }

    private void retryLater() {
        retryScheduled = true;
        loop.owner().setTimer(retryMillis, id -> {
            retryScheduled = false;
            flush();
        });
        retryMillis = Math.min(LAST_RETRY_MILLIS, retryMillis * 2);
    }
}
