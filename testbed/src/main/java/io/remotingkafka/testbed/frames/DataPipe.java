package io.remotingkafka.testbed.frames;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The content of a session's data frames as a stream that can be read. */
final class DataPipe extends InputStream {
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    private byte[] current = new byte[0];
    private int at;

    void add(byte[] piece) {
        if (piece.length > 0) {
            pieces.add(piece);
        }
    }

    void end() {
        pieces.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == current.length) {
            current = next();
            at = 0;
            if (current.length == 0) {
                end();
                return -1;
            }
        }
        int some = Math.min(length, current.length - at);
        System.arraycopy(current, at, to, offset, some);
        at += some;
        return some;
    }

    private byte[] next() throws IOException {
        try {
            return pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for data frames");
        }
    }

    @Override
    public void close() {
        end();
    }
}
