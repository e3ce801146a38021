package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What this instance remembers of one controller's agents from one reading to the next. All of it may be lost: what exists
 * is on Kafka, in the controller and on the platform, and is found again.
 */
final class Fleet {
    /** What was seen at one time. */
    record Sight(
            QueueSnapshot controller,
            Collection<AgentState> known,
            Collection<AgentOrder> making,
            Map<AgentName, Instance> instances,
            Map<PoolName, AgentPool> pools) {}

    /** What the platform says of an agent that is on its way, other than at the last reading. */
    record Word(PoolAgent agent, String state) {}

    /** An agent is in another phase than at the last reading; it was in none before its first. */
    record Change(Optional<PoolAgent> before, PoolAgent after) {}

    private final Duration settle;
    private final Map<PoolName, PoolHealth> health = new HashMap<>();
    private final Map<QueueItemId, Integer> attempts = new HashMap<>();
    private final Map<AgentName, String> said = new HashMap<>();
    private Map<AgentName, PoolAgent> agents = new TreeMap<>();

    Fleet(Duration settle) {
        this.settle = settle;
    }

    /** Takes note, and tells what has changed. */
    List<Change> see(Sight sight) {
        Instant now = sight.controller().at();
        boolean settled = !now.isBefore(sight.controller().readableSince().plus(settle));
        Map<AgentName, PoolAgent> seen = new TreeMap<>();
        List<Change> changes = new ArrayList<>();
        List<AgentName> beingMade =
                sight.making().stream().map(order -> order.agent().agent()).toList();
        existing(sight, now).forEach((name, fresh) -> {
            Optional<PoolAgent> before = Optional.ofNullable(agents.get(name));
            PoolAgent after = new Observation(
                            now,
                            Optional.ofNullable(sight.pools().get(fresh.pool())),
                            sight.controller().node(name),
                            sight.instances().getOrDefault(name, new Instance.Absent()),
                            beingMade.contains(name),
                            settled)
                    .of(before.orElse(fresh));
            seen.put(name, after);
            if (before.isEmpty() || !before.get().phase().equals(after.phase())) {
                Change change = new Change(before, after);
                changes.add(change);
                note(change, sight, now);
            }
        });
        agents = seen;
        attempts.keySet().retainAll(sight.controller().items().keySet());
        seen.values().forEach(agent -> agent.item()
                .filter(item -> sight.controller().items().containsKey(item))
                .ifPresent(item -> attempts.merge(item, agent.attempt(), Math::max)));
        return changes;
    }

    /** What the platform says now of agents that builds wait for; to be asked after {@link #see}. */
    List<Word> words(Sight sight) {
        said.keySet().retainAll(agents.keySet());
        List<Word> words = new ArrayList<>();
        for (PoolAgent agent : agents.values()) {
            if (agent.phase() instanceof PoolAgent.Phase.Starting
                    && sight.instances().get(agent.name()) instanceof Instance.Starting starting
                    && !starting.state().equals(said.put(agent.name(), starting.state()))) {
                words.add(new Word(agent, starting.state()));
            }
        }
        return words;
    }

    private static Map<AgentName, PoolAgent> existing(Sight sight, Instant now) {
        Map<AgentName, PoolAgent> existing = new TreeMap<>();
        for (AgentState state : sight.known()) {
            if (state.origin() instanceof AgentOrigin.Provisioned origin) {
                existing.put(state.agent(), starting(state.agent(), origin, now));
            }
        }
        sight.making()
                .forEach(order -> existing.put(
                        order.agent().agent(), starting(order.agent().agent(), order.origin(), now)));
        return existing;
    }

    private static PoolAgent starting(AgentName name, AgentOrigin.Provisioned origin, Instant now) {
        return new PoolAgent(name, origin.pool(), origin.item(), origin.attempt(), new PoolAgent.Phase.Starting(), now);
    }

    private void note(Change change, Sight sight, Instant now) {
        PoolAgent agent = change.after();
        switch (agent.phase()) {
            case PoolAgent.Phase.Failed(ProvisioningFailure failure) -> {
                AgentPool pool = sight.pools().get(agent.pool());
                if (pool != null && !isOfEarlierInstance(change, failure)) {
                    health.merge(
                            agent.pool(),
                            new PoolHealth.Well().failed(pool, failure, now),
                            (before, first) -> before.failed(pool, failure, now));
                }
            }
            case PoolAgent.Phase.Ready() -> health.remove(agent.pool());
            case PoolAgent.Phase.Busy() -> health.remove(agent.pool());
            case PoolAgent.Phase.Starting() -> {}
            case PoolAgent.Phase.Away() -> {}
            case PoolAgent.Phase.Closed closed -> {}
        }
    }

    /** A broker that ended while it made agents leaves some that never were. That says nothing of their pool. */
    private static boolean isOfEarlierInstance(Change change, ProvisioningFailure failure) {
        return change.before().isEmpty() && failure instanceof ProvisioningFailure.AgentLost;
    }

    /** What there is to decide from. */
    World world(Sight sight) {
        return new World(sight.controller().at(), sight.controller(), sight.pools(), agents, health, attempts);
    }

    /** All agents, in whatever state. */
    Collection<PoolAgent> agents() {
        return agents.values();
    }
}
