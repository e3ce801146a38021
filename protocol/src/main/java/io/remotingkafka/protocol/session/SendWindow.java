package io.remotingkafka.protocol.session;

/**
 * The sending side's view of the credit window of one direction, in bytes of data since the session began.
 *
 * @param sent what was sent
 * @param limit what may be sent at most; granted by the receiver in every frame, and never taken back
 */
public record SendWindow(long sent, long limit) {
    /** Nothing sent, nothing granted: the first frame from the other side brings the first credit. */
    public static final SendWindow CLOSED = new SendWindow(0, 0);

    /** How many bytes may go out now. */
    public long available() {
        return limit - sent;
    }

    /**
     * After this many more bytes went out.
     *
     * @throws IllegalArgumentException if more than {@link #available()}
     */
    public SendWindow afterSending(int bytes) {
        if (bytes > available()) {
            throw new IllegalArgumentException(bytes + " bytes do not fit into a credit of " + available());
        }
        return new SendWindow(sent + bytes, limit);
    }

    /** After a frame that grants this limit; a lower one comes from a frame that was overtaken and changes nothing. */
    public SendWindow granted(long newLimit) {
        return newLimit <= limit ? this : new SendWindow(sent, newLimit);
    }
}
