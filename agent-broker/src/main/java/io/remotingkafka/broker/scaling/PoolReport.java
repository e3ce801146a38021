package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.broker.pool.PoolStatus;
import io.remotingkafka.broker.pool.PoolStatus.Condition;
import io.remotingkafka.protocol.event.ProvisioningFailure.Remedy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How a pool fares, from what is known of its agents. */
final class PoolReport {
    private PoolReport() {}

    static PoolStatus of(AgentPool pool, Collection<PoolAgent> all, Optional<PoolHealth> health) {
        List<PoolAgent> agents =
                all.stream().filter(agent -> agent.pool().equals(pool.name())).toList();
        int ready = 0;
        int busy = 0;
        int pending = 0;
        int failed = 0;
        for (PoolAgent agent : agents) {
            switch (agent.phase()) {
                case PoolAgent.Phase.Ready() -> ready++;
                case PoolAgent.Phase.Busy() -> busy++;
                case PoolAgent.Phase.Closed closed -> busy++;
                case PoolAgent.Phase.Starting() -> pending++;
                case PoolAgent.Phase.Away() -> pending++;
                case PoolAgent.Phase.Failed(var failure) -> failed++;
            }
        }
        return new PoolStatus(ready, busy, pending, failed, condition(pool, agents.size(), health));
    }

    private static Condition condition(AgentPool pool, int agents, Optional<PoolHealth> health) {
        if (pool.isLeaving()) {
            return new Condition(
                    false,
                    "Draining",
                    agents + " agents are still there; busy ones are waited for until "
                            + pool.leavesAtLast().orElseThrow());
        }
        return switch (health.orElseGet(PoolHealth.Well::new)) {
            case PoolHealth.Well() -> Condition.WELL;
            case PoolHealth.Failing failing when !failing.pool().equals(pool) -> Condition.WELL;
            case PoolHealth.Failing failing ->
                new Condition(
                        false,
                        failing.last().remedy() == Remedy.PERMANENT ? "Stopped" : "BackingOff",
                        failing.last().kind() + ": " + failing.last().message());
        };
    }
}
