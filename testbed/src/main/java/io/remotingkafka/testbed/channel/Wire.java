package io.remotingkafka.testbed.channel;

import java.io.IOException;

/** A connection that carries a byte stream both ways. One thread reads; any number may write. */
interface Wire {
    /** What was read. The arrays are the reader's own and are never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    sealed interface Incoming {
        /** A part of the stream. */
        record Bytes(byte[] bytes) implements Incoming {}

        /** To be answered with a pong of the same payload. */
        record Ping(byte[] payload) implements Incoming {}

        /** The answer to a ping, or a sign of life without one. */
        record Pong() implements Incoming {}

        /** The peer has closed in order. */
        record Closed(int code, String reason) implements Incoming {}
    }

    /**
     * Waits for more.
     *
     * @throws IOException if the connection is lost
     * @throws WireViolation if the peer breaks the rules of this wire
     */
    Incoming read() throws IOException;

    /** Writes one message, and waits for the operating system to take it. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Where the wire knows pings. */
    void ping() throws IOException;

    /** Where the wire knows pings. */
    void pong(byte[] payload) throws IOException;

    /** Says that nothing follows. */
    void sayClose(int code, String reason) throws IOException;

    /** Closes the connection below. */
    void close();

    /** Closes it by a reset (RST): what was not read yet is lost, as when a machine dies. */
    void reset();
}
