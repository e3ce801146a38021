package io.remotingkafka.testbed.channel;

import java.time.Duration;

/**
 * A controller's pings, and its patience.
 *
 * @param first when it pings first
 * @param period how often after that
 * @param idleLimit after how long without data or a pong it hangs up. Pings do not count: a controller whose own writing
 *     is stuck answers none, and was seen to hang up on a peer that only pings.
 */
public record KeepAlive(Duration first, Duration period, Duration idleLimit) {
    /** Jenkins: after 15 s, then each 30 s; Jetty hangs up after 60 s. */
    public static final KeepAlive JENKINS =
            new KeepAlive(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
