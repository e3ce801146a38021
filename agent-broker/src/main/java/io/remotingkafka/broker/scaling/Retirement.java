package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.broker.pool.AgentPool.Lifetime;
import io.remotingkafka.broker.scaling.PoolAgent.Phase;
import io.remotingkafka.protocol.naming.AgentName;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which agents go. A free one is closed first and goes when it is seen idle twice: the controller may have given it a build
 * in this very moment.
 */
final class Retirement {
    private static final int ENOUGH_READINGS = 2;

    private final World world;
    private final Rules rules;
    private final Set<String> mentioned;
    private final boolean settled;

    Retirement(World world, Rules rules, Set<String> mentioned) {
        this.world = world;
        this.rules = rules;
        this.mentioned = mentioned;
        this.settled = !world.now().isBefore(world.controller().readableSince().plus(rules.settle()));
    }

    void decide(Set<AgentName> spare, List<Decision> decisions) {
        Map<AgentPool, Integer> kept = new HashMap<>();
        world.agents().values().stream()
                .sorted(Comparator.comparing((PoolAgent agent) -> agent.phase() instanceof Phase.Ready ? 0 : 1)
                        .thenComparing(PoolAgent::since)
                        .thenComparing(PoolAgent::name))
                .forEach(agent -> decide(agent, spare, kept, decisions));
    }

    private void decide(PoolAgent agent, Set<AgentName> spare, Map<AgentPool, Integer> kept, List<Decision> decisions) {
        AgentPool pool = world.pools().get(agent.pool());
        if (pool != null
                && pool.leavesAtLast()
                        .filter(last -> !world.now().isBefore(last))
                        .isPresent()) {
            decisions.add(new Decision.Retire(agent.name(), "its pool is deleted, and drainTimeout is over", false));
            return;
        }
        switch (agent.phase()) {
            case Phase.Busy() -> {
                if (pool == null || pool.lifetime() instanceof Lifetime.OneBuild || pool.isLeaving()) {
                    decisions.add(new Decision.Close(agent.name()));
                }
            }
            case Phase.Closed(int idleReadings) -> {
                if (idleReadings >= ENOUGH_READINGS && settled && !isNamed(agent)) {
                    decisions.add(new Decision.Retire(agent.name(), "its work is done", true));
                }
            }
            case Phase.Failed(var failure) -> {
                if (!isNamed(agent)) {
                    decisions.add(new Decision.Retire(agent.name(), failure.message(), false));
                }
            }
            case Phase.Away() -> {}
            case Phase.Ready() -> closeUnneeded(agent, pool, spare, kept, decisions);
            case Phase.Starting() -> closeUnneeded(agent, pool, spare, kept, decisions);
        }
    }

    private void closeUnneeded(
            PoolAgent agent,
            AgentPool pool,
            Set<AgentName> spare,
            Map<AgentPool, Integer> kept,
            List<Decision> decisions) {
        boolean leaving = pool != null && pool.isLeaving();
        boolean unneeded = pool == null || leaving || (spare.contains(agent.name()) && !isStandby(pool, kept));
        if (unneeded && settled && !isNamed(agent) && (leaving || isOver(agent, pool))) {
            decisions.add(new Decision.Close(agent.name()));
        }
    }

    /** A queue item names it: a pipeline will come back to it. */
    private boolean isNamed(PoolAgent agent) {
        return mentioned.contains(agent.name().value());
    }

    private static boolean isStandby(AgentPool pool, Map<AgentPool, Integer> kept) {
        return kept.merge(pool, 1, Integer::sum) <= pool.standby();
    }

    private boolean isOver(PoolAgent agent, AgentPool pool) {
        Duration limit =
                pool != null && pool.lifetime() instanceof Lifetime.Idle(Duration idle) ? idle : rules.unneeded();
        return !world.now().isBefore(agent.since().plus(limit));
    }
}
