package io.remotingkafka.tunnel.session;

/**
 * What one session has carried so far, seen from one side.
 *
 * @param bytesSent bytes of data, without the frames' own
 * @param bytesReceived bytes of data, without the frames' own
 * @param duplicates frames dropped as repeated or stale
 */
public record Traffic(long framesSent, long bytesSent, long framesReceived, long bytesReceived, long duplicates) {
    static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);
}
