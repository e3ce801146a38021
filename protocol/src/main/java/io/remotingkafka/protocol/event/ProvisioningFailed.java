package io.remotingkafka.protocol.event;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;

/** An agent of a pool did not come, or went too early. */
public record ProvisioningFailed(
        ControllerName controller, AgentName agent, PoolName pool, int attempt, ProvisioningFailure failure)
        implements Event {
    static final String TYPE = "io.remotingkafka.agent.provisioning-failed";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String subject() {
        return new AgentId(controller, agent).key();
    }
}
