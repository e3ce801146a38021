package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.Map;

/**
 * All that a decision is made from.
 *
 * @param controller the controller's queue and nodes
 * @param pools of that controller, in the order in which they are asked
 * @param agents all that exist of them, in whatever state
 * @param health of pools whose latest agents failed; the others are well
 * @param attempts the last attempt for each item that had one
 */
record World(
        Instant now,
        QueueSnapshot controller,
        Map<PoolName, AgentPool> pools,
        Map<AgentName, PoolAgent> agents,
        Map<PoolName, PoolHealth> health,
        Map<QueueItemId, Integer> attempts) {}
