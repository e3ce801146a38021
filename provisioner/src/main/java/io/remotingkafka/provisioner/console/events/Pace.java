package io.remotingkafka.provisioner.console.events;

import java.time.Duration;

/** Not more often than that. By the clock that no administrator sets. */
final class Pace {
    private final long least;
    private long last;
    private boolean begun;

    Pace(Duration least) {
        this.least = least.toNanos();
    }

    /** Whether it is time again. */
    boolean isDue() {
        return !begun || System.nanoTime() - last >= least;
    }

    /** It was done now. */
    void done() {
        begun = true;
        last = System.nanoTime();
    }
}
