package io.remotingkafka.broker.launch;

import io.remotingkafka.protocol.event.ProvisioningFailure;

/** An agent's pod or process. */
public sealed interface Instance {
    /** There is none. */
    record Absent() implements Instance {}

    /** It is on its way; the platform's words say how far: {@code pulling}. */
    record Starting(String state) implements Instance {}

    /** It runs. */
    record Running() implements Instance {}

    /** It is over. */
    record Ended(ProvisioningFailure failure) implements Instance {}
}
