package io.remotingkafka.agent.supervisor;

import java.time.Duration;

/**
 * When agent.jar is started again after it ended: at once after a long life, later and later after short ones; never
 * where it ended with 0, which is what it does when its work is done ({@code -noReconnect}, node deleted).
 */
final class RestartPolicy {
    /** What to do now. */
    sealed interface Decision {
        /** Start it again after this while. */
        record Restart(Duration after) implements Decision {}

        /** The sidecar ends as well, with the same code. */
        record End(int exitCode) implements Decision {}
    }

    private static final Duration LONG_LIFE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 5;

    private int shortLives;

    Decision afterExit(int code, Duration lifetime) {
        if (code == 0) {
            return new Decision.End(0);
        }
        shortLives = lifetime.compareTo(LONG_LIFE) >= 0 ? 0 : shortLives + 1;
        return new Decision.Restart(
                shortLives == 0 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(shortLives - 1, MOST_DOUBLINGS)));
    }
}
