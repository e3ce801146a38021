package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import java.time.Duration;
import java.time.Instant;

/**
 * How a pool's latest agents fared. After a failure the next one waits, twice as long each time, and is the only one until
 * it has come: an image that does not exist costs one agent now and then, and never another pool's.
 */
sealed interface PoolHealth {
    /** Below this nothing is tried again after a failure, and above {@link #LONGEST} nothing is waited for. */
    Duration SHORTEST = Duration.ofSeconds(5);

    Duration LONGEST = Duration.ofMinutes(5);

    /** Agents come. */
    record Well() implements PoolHealth {}

    /**
     * The latest did not.
     *
     * @param pool as it was when it failed: a pool that is changed gets a new chance at once
     */
    record Failing(AgentPool pool, int times, ProvisioningFailure last, Instant at) implements PoolHealth {
        /** When the next one may be tried; {@link Instant#MAX} where the pool has to be changed first. */
        Instant next() {
            return switch (last.remedy()) {
                case RETRYABLE -> at.plus(shorter(SHORTEST.multipliedBy(1L << Math.min(times - 1, 10))));
                case USER -> at.plus(LONGEST);
                case PERMANENT -> Instant.MAX;
            };
        }

        private int times(AgentPool failed, Instant now) {
            if (!pool.equals(failed)) {
                return 1;
            }
            return at.equals(now) ? times : times + 1;
        }

        private static Duration shorter(Duration wait) {
            return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        }
    }

    /** After another failure. Those of one reading are one: their agents were ordered together, and none waited for another. */
    default PoolHealth failed(AgentPool pool, ProvisioningFailure failure, Instant now) {
        return switch (this) {
            case Well() -> new Failing(pool, 1, failure, now);
            case Failing failing -> new Failing(pool, failing.times(pool, now), failure, now);
        };
    }
}
