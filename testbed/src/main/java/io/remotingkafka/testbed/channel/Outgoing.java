package io.remotingkafka.testbed.channel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A channel's way out: commands and batches of commands, one after the other. */
final class Outgoing implements Commands.Output {
    /** Larger than a chunk, so that commands of two chunks are the rule, as with remoting's pipes. */
    private static final int DATA_PER_COMMAND = 8_900;

    private static final int COMMANDS_PER_BATCH = 12;

    private final Wire wire;
    private final Patience patience;
    private final ReentrantLock sending = new ReentrantLock(true);

    Outgoing(Wire wire, Patience patience) {
        this.wire = wire;
        this.patience = patience;
    }

    @Override
    public void write(List<byte[]> messages) throws IOException {
        sending.lock();
        try {
            for (byte[] message : messages) {
                patience.write(() -> wire.write(message, 0, message.length));
            }
        } finally {
            sending.unlock();
        }
    }

    void write(ByteStream stream, Messages messages) throws IOException {
        SplittableRandom random = new SplittableRandom(stream.seed());
        long startNanos = System.nanoTime();
        int atOnce = messages == Messages.AT_RANDOM && !stream.isPaced() ? COMMANDS_PER_BATCH : 1;
        long at = 0;
        while (at < stream.bytes()) {
            List<byte[]> batch = new ArrayList<>();
            for (int i = 0; i < atOnce && at < stream.bytes(); i++) {
                int length = (int) Math.min(perCommand(stream), stream.bytes() - at);
                batch.addAll(Chunks.of(Commands.data(stream, at, length)));
                at += length;
            }
            write(messages == Messages.AT_RANDOM ? Chunks.cut(batch, random) : batch);
            if (stream.isPaced()) {
                double due = at * 1e9 / stream.bytesPerSecond();
                LockSupport.parkNanos((long) due - (System.nanoTime() - startNanos));
            }
        }
    }

    /** A slow stream sends little and often: ten times a second. */
    private static long perCommand(ByteStream stream) {
        return Math.clamp(stream.bytesPerSecond() / 10, 1, DATA_PER_COMMAND);
    }
}
