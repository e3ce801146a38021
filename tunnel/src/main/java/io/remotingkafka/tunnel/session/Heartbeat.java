package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Frame.Ping;
import java.time.Duration;
import java.util.Optional;

/** The broker's pings: never two outstanding, since in an outage they would pile up. */
final class Heartbeat {
    private long pings;
    private long sentNanos;
    private boolean outstanding;

    /** The next ping, if the last one was answered. */
    Optional<Ping> next() {
        if (outstanding) {
            return Optional.empty();
        }
        outstanding = true;
        sentNanos = System.nanoTime();
        return Optional.of(new Ping(++pings));
    }

    /** How long the answer to the ping of this number took; empty if it answers none. */
    Optional<Duration> answered(long number) {
        if (!outstanding || number != pings) {
            return Optional.empty();
        }
        outstanding = false;
        return Optional.of(Duration.ofNanos(System.nanoTime() - sentNanos));
    }
}
