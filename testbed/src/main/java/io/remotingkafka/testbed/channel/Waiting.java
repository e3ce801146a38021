package io.remotingkafka.testbed.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what others bring about. */
public final class Waiting {
    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private Waiting() {}

    /**
     * The value, once there is one.
     *
     * @throws IllegalStateException with what {@code seen} tells, if there is none in time
     */
    public static <T> T forValue(Supplier<Optional<T>> value, Duration atMost, Supplier<String> seen) {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Optional<T> now = value.get(); ; now = value.get()) {
            if (now.isPresent()) {
                return now.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("After " + atMost.toMillis() + " ms: " + seen.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
