package io.remotingkafka.agent.door;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down an agent whose connections are accepted and end within seconds. agent.jar itself only waits where it is
 * refused; one whose Java is too old for the controller would connect, fail and connect again without end.
 */
final class ReconnectBackoff {
    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final int TOLERATED = 3;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private int shortOnes;
    private Instant notBefore = Instant.MIN;

    /** A connection that was open for that long has ended. */
    void ended(Duration lasted, Instant now) {
        if (lasted.compareTo(SHORT) >= 0) {
            shortOnes = 0;
            return;
        }
        shortOnes++;
        if (shortOnes > TOLERATED) {
            int doublings = Math.min(shortOnes - TOLERATED, 6);
            Duration wait = Duration.ofSeconds(1L << doublings);
            notBefore = now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }
    }

    /** How long the next one has to wait, if at all. */
    Optional<Duration> remaining(Instant now) {
        return now.isBefore(notBefore) ? Optional.of(Duration.between(now, notBefore)) : Optional.empty();
    }
}
