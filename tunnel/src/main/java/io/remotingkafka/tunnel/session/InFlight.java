package io.remotingkafka.tunnel.session;

/**
 * The frames that Kafka has taken and not stored yet. With {@value #MAX_SENDS} sends or {@value #MAX_BYTES} bytes of data
 * among them, data waits and grows into larger records: small calls keep their latency, bulk gets its throughput.
 */
final class InFlight {
    /** Data sends under way at most. */
    static final int MAX_SENDS = 4;
    /** Bytes of data under way beyond which no further send begins. */
    static final int MAX_BYTES = 32 * 1024;

    private int frames;
    private int dataFrames;
    private long dataBytes;

    boolean hasRoomForData() {
        return dataFrames < MAX_SENDS && dataBytes < MAX_BYTES;
    }

    boolean isEmpty() {
        return frames == 0;
    }

    void began(Outbox.Sending sending) {
        frames++;
        if (sending.isData()) {
            dataFrames++;
            dataBytes += sending.dataBytes();
        }
    }

    void stored(Outbox.Sending sending) {
        frames--;
        if (sending.isData()) {
            dataFrames--;
            dataBytes -= sending.dataBytes();
        }
    }
}
