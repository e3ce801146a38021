package io.remotingkafka.protocol.session;

/**
 * The receiving side's view of the credit window of one direction, in bytes of data since the session began. What was
 * received but not consumed waits in this side's memory: never more than {@code size} bytes.
 *
 * @param size the window's size in bytes, at least 1
 * @param received what has come in
 * @param consumed what has been written to the socket behind
 * @param announced the limit last told to the sender
 */
public record ReceiveWindow(int size, long received, long consumed, long announced) {
    /** A new session's window; its whole size is announced by the first frame. */
    public static ReceiveWindow of(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A credit window has at least 1 byte, not " + size);
        }
        return new ReceiveWindow(size, 0, 0, 0);
    }

    /** The limit to announce in the next frame. */
    public long limit() {
        return consumed + size;
    }

    /** Bytes received and not yet consumed. */
    public long waiting() {
        return received - consumed;
    }

    /** Whether the sender keeps to what was announced, if this many bytes come in. */
    public boolean admits(int bytes) {
        return received + bytes <= announced;
    }

    /** After this many bytes came in. */
    public ReceiveWindow afterReceiving(int bytes) {
        return new ReceiveWindow(size, received + bytes, consumed, announced);
    }

    /** After this many bytes were written to the socket. */
    public ReceiveWindow afterConsuming(int bytes) {
        if (bytes > waiting()) {
            throw new IllegalArgumentException(bytes + " bytes consumed where " + waiting() + " wait");
        }
        return new ReceiveWindow(size, received, consumed + bytes, announced);
    }

    /** After a frame went out that carries {@link #limit()}. */
    public ReceiveWindow afterAnnouncing() {
        return new ReceiveWindow(size, received, consumed, limit());
    }

    /** Whether a frame is owed for the sake of its credit alone: a quarter of the window has been consumed since. */
    public boolean renewalDue() {
        return limit() - announced >= Math.max(1, size / 4);
    }
}
