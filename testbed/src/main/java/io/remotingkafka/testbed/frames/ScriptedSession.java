package io.remotingkafka.testbed.frames;

import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.Channels;
import io.remotingkafka.testbed.channel.JnlpHandshake;
import io.remotingkafka.testbed.channel.Waiting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One side of a session whose frames a test writes itself, in any order and with any numbers. By itself it only numbers
 * them, grants more credit than any test sends, and answers pings.
 */
public final class ScriptedSession {
    private static final long AMPLE_CREDIT = 1L << 40;
    private static final int DATA_PER_FRAME = 32 * 1024;

    private final SessionId id;
    private final Direction outgoing;
    private final Consumer<byte[]> records;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final DataPipe data = new DataPipe();
    private long sequence;
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile long granted;
    private volatile boolean isClosed;

    ScriptedSession(SessionId id, Direction outgoing, Consumer<byte[]> records) {
        this.id = id;
        this.outgoing = outgoing;
        this.records = records;
    }

    /** Its name. */
    public SessionId id() {
        return id;
    }

    void receive(Envelope envelope, Frame frame) {
        granted = Math.max(granted, envelope.credit());
        switch (frame) {
            case Frame.Data(ByteBuffer bytes) -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                data.add(copy);
            }
            case Frame.Ping(long number) -> send(new Frame.Pong(number));
            case Frame.Close close -> {
                isClosed = true;
                data.end();
            }
            default -> {
                // Kept below, for the test to see.
            }
        }
        frames.add(frame);
    }

    /** The next frame of this side. */
    public synchronized void send(Frame frame) {
        records.accept(FrameCodec.encode(envelope(sequence++), frame));
    }

    /** The next frame, written that many times: what a producer's retries can do. */
    public synchronized void sendRepeatedly(Frame frame, int times) {
        byte[] record = FrameCodec.encode(envelope(sequence++), frame);
        for (int i = 0; i < times; i++) {
            records.accept(record);
        }
    }

    /** Numbers the next frame as if some before it had been sent: they are lost. */
    public synchronized void lose(int howMany) {
        sequence += howMany;
    }

    /** A record that need not be a frame. */
    public void sendRecord(byte[] record) {
        records.accept(record);
    }

    /** The bytes of a frame with this side's next number, without sending it. */
    public synchronized byte[] record(Frame frame) {
        return FrameCodec.encode(envelope(sequence), frame);
    }

    private Envelope envelope(long number) {
        return new Envelope(id, outgoing, 1, number, AMPLE_CREDIT, Envelope.UNKNOWN_POSITION);
    }

    /** All frames that came in. */
    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /**
     * The first frame of that kind, once it is in.
     *
     * @throws IllegalStateException with what came instead, if it is not in time
     */
    public <F extends Frame> F await(Class<F> kind, Duration atMost) {
        return Waiting.forValue(
                () -> first(kind),
                atMost,
                () -> "no " + kind.getSimpleName() + " came in session " + id.brief() + ", but " + frames);
    }

    private <F extends Frame> Optional<F> first(Class<F> kind) {
        return frames.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The controller's end of what data frames carry. */
    public Channel channelOfController() {
        return Channels.ofController(data, new DataFrames());
    }

    /**
     * The controller's end of a TCP agent's connection, after its first words.
     *
     * @throws IllegalStateException if the agent does not say them
     */
    public Channel acceptTcpAgent() {
        send(new Frame.Opened(200, List.of()));
        OutputStream out = new DataFrames();
        try {
            if (JnlpHandshake.receive(data, out).isEmpty()) {
                throw new IllegalStateException("The agent said nothing");
            }
            JnlpHandshake.welcome(out);
        } catch (IOException e) {
            throw new IllegalStateException("The agent's first words are wrong", e);
        }
        return Channels.ofController(data, out);
    }

    /**
     * The agent's end of a TCP agent's connection, after its first words.
     *
     * @throws IOException if the controller refuses it
     */
    public Channel connectTcpAgent(String name, String secret) throws IOException {
        OutputStream out = new DataFrames();
        if (!JnlpHandshake.send(data, out, new JnlpHandshake.Hello(name, secret))) {
            throw new IOException("the controller refused agent " + name);
        }
        return Channels.ofAgent(data, out);
    }

    /** How many bytes of data this side has sent. */
    public long sentBytes() {
        return sentBytes.get();
    }

    /** The agent's end of what data frames carry. */
    public Channel channelOfAgent() {
        return Channels.ofAgent(data, new DataFrames());
    }

    /** All that data frames have brought up to the session's end. */
    public byte[] readAll() throws IOException {
        return data.readAllBytes();
    }

    private void sendData(byte[] bytes, int offset, int length) {
        Waiting.forValue(
                () -> isClosed || sentBytes.get() + length <= granted ? Optional.of(true) : Optional.empty(),
                Duration.ofMinutes(5),
                () -> "credit for " + granted + " bytes, " + sentBytes + " are sent and " + length + " wait");
        sentBytes.addAndGet(length);
        send(new Frame.Data(ByteBuffer.wrap(bytes, offset, length).slice()));
    }

    /** Writes data frames, as far as the other side has granted credit. */
    private final class DataFrames extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (isClosed) {
                throw new IOException("session " + id.brief() + " is closed");
            }
            for (int at = 0; at < length; at += DATA_PER_FRAME) {
                sendData(bytes, offset + at, Math.min(DATA_PER_FRAME, length - at));
            }
        }
    }
}
