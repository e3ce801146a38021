package io.remotingkafka.testbed.channel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Commands as chunks, and chunks as messages; the opposite of {@link ChunkReader}. */
final class Chunks {
    /** The most data in a chunk; with its header 8,194 bytes, remoting's longest message. */
    static final int MAX_DATA = 8_192;

    private Chunks() {}

    /** A command's chunks, each with its header. */
    static List<byte[]> of(byte[] command) {
        List<byte[]> chunks = new ArrayList<>();
        int at = 0;
        do {
            int length = Math.min(MAX_DATA, command.length - at);
            boolean more = at + length < command.length;
            chunks.add(ByteBuffer.allocate(2 + length)
                    .putShort((short) (more ? length | 0x8000 : length))
                    .put(command, at, length)
                    .array());
            at += length;
        } while (at < command.length);
        return chunks;
    }

    /** The same bytes, cut elsewhere: messages of 1 byte to 64 KiB, small ones as likely as large ones. */
    static List<byte[]> cut(List<byte[]> chunks, RandomGenerator random) {
        ByteBuffer all =
                ByteBuffer.allocate(chunks.stream().mapToInt(c -> c.length).sum());
        chunks.forEach(all::put);
        all.flip();
        List<byte[]> messages = new ArrayList<>();
        while (all.hasRemaining()) {
            int most = 1 << random.nextInt(17);
            byte[] message = new byte[Math.min(all.remaining(), 1 + random.nextInt(most))];
            all.get(message);
            messages.add(message);
        }
        return messages;
    }
}
