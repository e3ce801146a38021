package io.remotingkafka.testbed.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Two streams that are no socket's. */
final class StreamWire implements Wire {
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    StreamWire(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Incoming read() throws IOException {
        int length = in.read(buffer, 0, buffer.length);
        return length < 0
                ? new Incoming.Closed(End.NORMAL, "the stream ended")
                : new Incoming.Bytes(Arrays.copyOf(buffer, length));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void ping() {
        // Streams know no pings.
    }

    @Override
    public void pong(byte[] payload) {
        // As ping.
    }

    @Override
    public void sayClose(int code, String reason) throws IOException {
        out.close();
    }

    @Override
    public void close() {
        try {
            out.close();
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A stream could not be closed", e);
        }
    }

    @Override
    public void reset() {
        close();
    }
}
