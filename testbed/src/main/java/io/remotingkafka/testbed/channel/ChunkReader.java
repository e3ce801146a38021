package io.remotingkafka.testbed.channel;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Finds commands in a byte stream, wherever its messages begin and end. A command is one chunk or more, a chunk is a
 * header of two bytes and data: the header's highest bit says that the command goes on in the next chunk, the other 15
 * are the length of the data (remoting's {@code ChunkHeader}).
 */
final class ChunkReader {
    private static final int MAX_COMMAND = 16 * 1024 * 1024;

    private final Consumer<byte[]> commands;
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();
    private int headerBytes;
    private int header;
    private int missing;

    ChunkReader(Consumer<byte[]> commands) {
        this.commands = commands;
    }

    void read(byte[] bytes) throws WireViolation {
        int at = 0;
        while (at < bytes.length) {
            if (headerBytes < 2) {
                header = (header << 8) | (bytes[at++] & 0xFF);
                headerBytes++;
                missing = header & 0x7FFF;
            } else {
                int some = Math.min(missing, bytes.length - at);
                command.write(bytes, at, some);
                at += some;
                missing -= some;
            }
            if (headerBytes == 2 && missing == 0) {
                endOfChunk();
            }
        }
    }

    private void endOfChunk() throws WireViolation {
        boolean more = (header & 0x8000) != 0;
        headerBytes = 0;
        header = 0;
        if (command.size() > MAX_COMMAND) {
            throw new WireViolation(1002, "a command of more than " + MAX_COMMAND + " bytes: has the stream a gap?");
        }
        if (!more) {
            byte[] whole = command.toByteArray();
            command.reset();
            commands.accept(whole);
        }
    }
}
