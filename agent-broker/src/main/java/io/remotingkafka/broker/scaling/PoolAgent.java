package io.remotingkafka.broker.scaling;

import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent that this installation made.
 *
 * @param item the queue item that asked for it; Jenkins may well give it another
 * @param attempt which one for that item, counted from 1
 * @param since when its phase began, as far as this instance has seen it
 */
record PoolAgent(AgentName name, PoolName pool, Optional<QueueItemId> item, int attempt, Phase phase, Instant since) {
    /**
     * Where it is in its life.
     *
     * <pre>
     * Starting ──> Ready ──> Busy ──> Closed(busy) ──> Closed(idle) ──> gone
     *     │          │  └──────> Away ──┐                   ▲
     *     └──────────┴──────────────────┴──> Failed ────────┘
     * </pre>
     */
    sealed interface Phase {
        /** Node, pod or process are being made, or it is not connected yet. */
        record Starting() implements Phase {}

        /** Connected, and no build on it. */
        record Ready() implements Phase {}

        /** A build runs on it. */
        record Busy() implements Phase {}

        /** Set offline by us: it takes no build any more. {@code idleReadings} in a row found no build on it. */
        record Closed(int idleReadings) implements Phase {}

        /** It was connected and is not: it may come back. */
        record Away() implements Phase {}

        /** It will not come, or is gone. */
        record Failed(ProvisioningFailure failure) implements Phase {}
    }

    PoolAgent in(Phase newer, Instant now) {
        return newer.equals(phase) ? this : new PoolAgent(name, pool, item, attempt, newer, now);
    }

    /** Whether it can take a build now or soon. */
    boolean isFree() {
        return phase instanceof Phase.Ready || phase instanceof Phase.Starting;
    }
}
