package io.remotingkafka.broker.relay;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.tunnel.kafka.RecordReader;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * An agent's frames as this instance reads them: one by one, in order, from an offset of its choice. A frame that cannot be
 * judged yet holds up those behind it. All of it happens on the agent's event loop.
 */
final class UpReading implements RecordReader.Sink {
    /** Takes the frames. For each it says {@link #passed} once it is dealt with, or {@link #stop}. */
    interface Receiver {
        void frame(long offset, Envelope envelope, Frame frame);

        /** What stands at that offset is no frame. */
        void broken(long offset, String error);

        /** Kafka does not let this instance read; it has been stopped. */
        void refused(String why);
    }

    private static final long ASK_AGAIN_MILLIS = 200;

    private final TopicPartition up;
    private final RecordReader reader;
    private final Context loop;
    private final Receiver receiver;
    private final Deque<ConsumerRecord<byte[], byte[]>> backlog = new ArrayDeque<>();
    private boolean active;
    private boolean held;
    private int starts;
    private long position = Envelope.UNKNOWN_POSITION;
    private volatile long passed = Envelope.UNKNOWN_POSITION;

    UpReading(TopicPartition up, RecordReader reader, Context loop, Receiver receiver) {
        this.up = up;
        this.reader = reader;
        this.loop = loop;
        this.receiver = receiver;
    }

    boolean isActive() {
        return active;
    }

    /** The offset of the next frame. */
    long position() {
        return position;
    }

    /** Up to where frames have been dealt with here and may be deleted. From any thread. */
    long readUp() {
        return passed;
    }

    void start(long from) {
        active = true;
        starts++;
        position = from;
        reader.read(up, from, this);
    }

    void stop() {
        active = false;
        backlog.clear();
        reader.stop(up);
    }

    /** The frame at this offset is dealt with. */
    void passed(long offset) {
        position = offset + 1;
        passed = position;
    }

    /**
     * Hands on nothing more until this question is answered, and puts it again where it fails. The answer is dropped if the
     * reading ends meanwhile.
     */
    <T> void hold(Supplier<Future<T>> question, Consumer<T> answered) {
        held = true;
        ask(question, answered, starts);
    }

    private <T> void ask(Supplier<Future<T>> question, Consumer<T> answered, int asking) {
        question.get()
                .onComplete(asked -> loop.runOnContext(v -> {
                    if (active && asking == starts && asked.failed()) {
                        loop.owner()
                                .setTimer(
                                        ASK_AGAIN_MILLIS,
                                        id -> loop.runOnContext(w -> ask(question, answered, asking)));
                        return;
                    }
                    held = false;
                    if (active && asking == starts) {
                        answered.accept(asked.result());
                    }
                    work();
                }));
    }

    @Override
    public void records(List<ConsumerRecord<byte[], byte[]>> records) {
        loop.runOnContext(v -> {
            if (active) {
                backlog.addAll(records);
                work();
            }
        });
    }

    @Override
    public void refused(String why) {
        loop.runOnContext(v -> {
            active = false;
            receiver.refused(why);
        });
    }

    private void work() {
        while (active && !held && !backlog.isEmpty()) {
            ConsumerRecord<byte[], byte[]> record = backlog.remove();
            switch (FrameCodec.decode(record.value() == null ? new byte[0] : record.value())) {
                case Decoded.Broken(var error) -> receiver.broken(record.offset(), error.message());
                case Decoded.Valid(Envelope envelope, Frame frame) -> receiver.frame(record.offset(), envelope, frame);
            }
        }
    }
}
