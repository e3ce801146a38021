package io.remotingkafka.broker.relay;

import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.naming.AgentId;

/** Refusals that need no controller. */
final class Unserved {
    private Unserved() {}

    static Refused noController(AgentId agent) {
        return new Refused(
                RefusalReason.CONTROLLER_UNREACHABLE,
                503,
                "this broker has no remoting.controllers." + agent.controller() + ".url");
    }
}
