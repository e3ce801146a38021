package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agents that pools can still give in one decision: their caps, less what exists and what is decided already. */
final class Supply {
    /** Why a pool gives no agent. */
    private sealed interface Answer {
        record Yes() implements Answer {}

        record AtCap() implements Answer {}

        record NotBefore(String until) implements Answer {}
    }

    private final World world;
    private final AgentNames names;
    private final Map<PoolName, Integer> existing = new HashMap<>();
    private final Map<PoolName, Integer> starting = new HashMap<>();
    private final Map<QueueItemId, Integer> attempts = new HashMap<>();
    private final Map<Optional<?>, List<AgentPool>> choices = new LinkedHashMap<>();

    Supply(World world, AgentNames names) {
        this.world = world;
        this.names = names;
        this.attempts.putAll(world.attempts());
        for (PoolAgent agent : world.agents().values()) {
            existing.merge(agent.pool(), 1, Integer::sum);
            if (agent.phase() instanceof PoolAgent.Phase.Starting) {
                starting.merge(agent.pool(), 1, Integer::sum);
            }
            agent.item().ifPresent(item -> attempts.merge(item, agent.attempt(), Math::max));
        }
    }

    /** An agent for that item, from the first pool that has its label and may give one. */
    void provide(QueueItem item, List<Decision> decisions) {
        List<AgentPool> fitting = choices.computeIfAbsent(item.label(), label -> world.pools().values().stream()
                .filter(pool -> pool.takes(item.label()))
                .toList());
        Optional<AgentPool> giving =
                fitting.stream().filter(pool -> ask(pool) instanceof Answer.Yes).findFirst();
        if (giving.isPresent()) {
            AgentPool pool = giving.get();
            int attempt = attempts.getOrDefault(item.id(), 0) + 1;
            take(pool);
            decisions.add(new Decision.Explain(new ItemProgress.MatchedPool(item.id(), pool.name())));
            decisions.add(new Decision.Start(
                    names.of(pool.name(), item.id(), attempt), pool, Optional.of(item.id()), attempt));
        } else if (fitting.isEmpty()) {
            String label = item.label().map(Object::toString).orElse("(none)");
            decisions.add(new Decision.Explain(new ItemProgress.NoPool(item.id(), label)));
        } else {
            decisions.add(new Decision.Explain(refusal(item.id(), fitting.getFirst())));
        }
    }

    private ItemProgress refusal(QueueItemId item, AgentPool pool) {
        return switch (ask(pool)) {
            case Answer.NotBefore(String until) -> new ItemProgress.BackingOff(item, pool.name(), until);
            case Answer.AtCap() -> new ItemProgress.AtCap(item, pool.name(), count(pool), pool.maxAgents());
            case Answer.Yes() -> new ItemProgress.MatchedPool(item, pool.name());
        };
    }

    private Answer ask(AgentPool pool) {
        if (pool.isLeaving()) {
            return new Answer.NotBefore("there is another pool for it: this one is being deleted");
        }
        if (count(pool) >= pool.maxAgents()) {
            return new Answer.AtCap();
        }
        if (world.health().get(pool.name()) instanceof PoolHealth.Failing failing
                && failing.pool().equals(pool)) {
            Instant next = failing.next();
            if (next.equals(Instant.MAX)) {
                return new Answer.NotBefore(
                        "the pool is changed: " + failing.last().message());
            }
            if (world.now().isBefore(next)) {
                return new Answer.NotBefore(next + " after: " + failing.last().message());
            }
            if (starting.getOrDefault(pool.name(), 0) > 0) {
                return new Answer.NotBefore("the one that is tried has come");
            }
        }
        return new Answer.Yes();
    }

    private int count(AgentPool pool) {
        return existing.getOrDefault(pool.name(), 0);
    }

    private void take(AgentPool pool) {
        existing.merge(pool.name(), 1, Integer::sum);
        starting.merge(pool.name(), 1, Integer::sum);
    }

    /** Fills up each pool's standby; {@code spare} are the free agents that no item needs. */
    void keepReady(Set<AgentName> spare, List<Decision> decisions) {
        for (AgentPool pool : world.pools().values()) {
            if (pool.standby() == 0) {
                continue;
            }
            long ready = spare.stream()
                    .filter(agent -> world.agents().get(agent).pool().equals(pool.name()))
                    .count();
            for (int number = 0; ready + number < pool.standby() && ask(pool) instanceof Answer.Yes; number++) {
                take(pool);
                AgentName agent = names.standby(world.controller().controller(), pool.name(), world.now(), number);
                decisions.add(new Decision.Start(agent, pool, Optional.empty(), 1));
            }
        }
    }
}
