package io.remotingkafka.provisioner.console.builds;

import io.remotingkafka.protocol.event.ProvisioningFailed;
import java.time.Instant;

/** An agent of a pool that did not come, or went too early. */
public record PoolFailure(Instant at, String controller, String pool, String agent, int attempt, Failure failure) {
    static PoolFailure of(ProvisioningFailed event, Instant at) {
        return new PoolFailure(
                at,
                event.controller().value(),
                event.pool().value(),
                event.agent().value(),
                event.attempt(),
                Failure.of(event.failure()));
    }

    /** Whether that one was told before, by another run of the broker perhaps. */
    boolean isThatOf(PoolFailure other) {
        return controller.equals(other.controller)
                && agent.equals(other.agent)
                && attempt == other.attempt
                && failure.equals(other.failure);
    }
}
