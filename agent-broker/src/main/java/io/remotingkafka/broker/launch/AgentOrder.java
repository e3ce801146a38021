package io.remotingkafka.broker.launch;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.naming.AgentId;

/** An agent to be made. */
public record AgentOrder(AgentId agent, AgentPool pool, AgentOrigin.Provisioned origin) {}
