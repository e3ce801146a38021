package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.FrameCodec;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Bytes that wait to be sent, in order. Full is a state with a memory: it begins at {@value #HIGH_WATER} bytes and lasts
 * until half of them are gone, so that the socket is not stopped and started for each piece.
 */
final class Backlog {
    /** Bytes waiting beyond which the socket is not read: what one record takes. */
    static final int HIGH_WATER = FrameCodec.MAX_DATA;

    private static final int LOW_WATER = HIGH_WATER / 2;

    private final Deque<Buffer> pieces = new ArrayDeque<>();
    private long bytes;
    private boolean full;

    void add(Buffer piece) {
        pieces.add(piece);
        bytes += piece.length();
        full |= bytes >= HIGH_WATER;
    }

    /** Takes up to that many bytes off the front; a piece that is too long is cut. */
    List<ByteBuffer> take(int most) {
        List<ByteBuffer> taken = new ArrayList<>();
        int size = 0;
        while (size < most && !pieces.isEmpty()) {
            Buffer piece = pieces.remove();
            if (size + piece.length() > most) {
                pieces.addFirst(piece.slice(most - size, piece.length()));
                piece = piece.slice(0, most - size);
            }
            taken.add(Buffers.view(piece));
            size += piece.length();
        }
        bytes -= size;
        return taken;
    }

    void clear() {
        pieces.clear();
        bytes = 0;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    boolean isFull() {
        return full;
    }

    /** Ends being full where enough has gone; true if it did. */
    boolean reopens() {
        if (full && bytes < LOW_WATER) {
            full = false;
            return true;
        }
        return false;
    }
}
