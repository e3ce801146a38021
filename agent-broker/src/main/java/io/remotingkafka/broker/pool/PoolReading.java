package io.remotingkafka.broker.pool;

import io.remotingkafka.protocol.naming.PoolName;
import java.util.List;
import java.util.Map;

/**
 * What came of reading the pools.
 *
 * @param pools those that can be used
 * @param problems what is wrong with the others, by the name that they were given
 */
public record PoolReading(Map<PoolName, AgentPool> pools, Map<String, List<String>> problems) {
    /** Before anything was read. */
    public static final PoolReading NOTHING = new PoolReading(Map.of(), Map.of());

    public PoolReading {
        pools = Map.copyOf(pools);
        problems = Map.copyOf(problems);
    }
}
