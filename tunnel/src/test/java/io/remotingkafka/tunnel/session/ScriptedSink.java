package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.tunnel.kafka.FrameSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A frame sink that takes, refuses and acknowledges as the test says. */
final class ScriptedSink implements FrameSink {
    enum Mood {
        TAKES,
        TAKES_NOTHING,
        FAILS
    }

    /** All frames taken, in their order. */
    final List<Decoded.Valid> taken = new ArrayList<>();
    /** All frames taken and not delivered by the test yet. */
    final Deque<Decoded.Valid> partition = new ArrayDeque<>();

    private final Deque<Acknowledgement> outstanding = new ArrayDeque<>();
    Mood mood = Mood.TAKES;
    boolean storesAtOnce;
    int offers;

    @Override
    public Outcome write(String topic, byte[] frame, Acknowledgement acknowledgement) {
        offers++;
        return switch (mood) {
            case TAKES_NOTHING -> Outcome.NOT_TAKEN;
            case FAILS -> new Outcome.Failed(new IllegalStateException("scripted"));
            case TAKES -> {
                Decoded.Valid valid = (Decoded.Valid) FrameCodec.decode(frame);
                taken.add(valid);
                partition.add(valid);
                if (storesAtOnce) {
                    acknowledgement.stored(taken.size());
                } else {
                    outstanding.add(acknowledgement);
                }
                yield Outcome.TAKEN;
            }
        };
    }

    int outstanding() {
        return outstanding.size();
    }

    void store(int frames) {
        for (int i = 0; i < frames && !outstanding.isEmpty(); i++) {
            outstanding.remove().stored(i);
        }
    }

    void storeAll() {
        store(outstanding.size());
    }

    /** The latest one fails first. */
    void failAll() {
        while (!outstanding.isEmpty()) {
            outstanding.removeLast().failed(new IllegalStateException("scripted"));
        }
    }

    List<Frame> frames() {
        return taken.stream().map(Decoded.Valid::frame).toList();
    }

    List<Long> numbers() {
        return taken.stream().map(valid -> valid.envelope().sequence()).toList();
    }

    /** The sizes of the data frames taken. */
    List<Integer> dataSizes() {
        return frames().stream()
                .filter(Frame.Data.class::isInstance)
                .map(frame -> ((Frame.Data) frame).bytes().remaining())
                .toList();
    }
}
