package io.remotingkafka.testbed.channel;

import java.time.Instant;

/**
 * How a channel ended.
 *
 * @param code a WebSocket's close code; {@link #LOST} where the connection went without one
 * @param reason the peer's words, or what was seen here
 * @param byPeer whether the other end, or what lies between, ended it
 */
public record End(int code, String reason, boolean byPeer, Instant at) {
    /** In order. */
    public static final int NORMAL = 1000;
    /** RFC 6455, section 7.1.5: never on the wire, there was no close frame. */
    public static final int LOST = 1006;

    static End here(int code, String reason) {
        return new End(code, reason, false, Instant.now());
    }

    static End there(int code, String reason) {
        return new End(code, reason, true, Instant.now());
    }
}
