package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.tunnel.leg.Leg;

/** What came of dialling a controller. */
public sealed interface Dialed {
    /** It accepted. The leg is not read until it is started. */
    record Connected(Leg leg, Opened answer) implements Dialed {}

    /** It did not, or could not be reached. */
    record Rejected(Refused refusal) implements Dialed {
        /** Whether the controller still holds an earlier connection of the same agent. */
        public boolean isAlreadyConnected() {
            return refusal.status() == 400 && refusal.text().contains("already connected");
        }
    }
}
