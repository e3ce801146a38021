package io.remotingkafka.broker.launch;

import io.remotingkafka.protocol.event.ProvisioningFailure;
import java.util.Optional;

/** An agent's pod or process. */
public sealed interface Instance {
    /** There is none. */
    record Absent() implements Instance {}

    /**
     * It is on its way.
     *
     * @param state how far, in the platform's words: {@code pulling}
     * @param ifLate what it is, should it stay that way for too long
     */
    record Starting(String state, Optional<ProvisioningFailure> ifLate) implements Instance {
        /** On its way, with nothing wrong. */
        public Starting(String state) {
            this(state, Optional.empty());
        }
    }

    /** It runs. */
    record Running() implements Instance {}

    /** It is over. */
    record Ended(ProvisioningFailure failure) implements Instance {}
}
