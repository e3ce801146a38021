package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.jenkins.QueueItem.State.Buildable;
import io.remotingkafka.broker.label.LabelExpression;
import io.remotingkafka.broker.label.LabelExpression.Atom;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.broker.scaling.Coverage.Slot;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which agents are made and which go. Pure: it knows only the {@link World} that it is given, so the same world
 * gives the same decisions, and what was decided before and has happened is a part of the next world.
 *
 * <p>One agent for each buildable item that free or starting agents do not cover, within the caps. Caps are counted from
 * the agents that exist.
 */
final class Scaler {
    private final AgentNames names;
    private final Rules rules;

    Scaler(AgentNames names, Rules rules) {
        this.names = names;
        this.rules = rules;
    }

    List<Decision> decide(World world) {
        List<Decision> decisions = new ArrayList<>();
        Set<String> mentioned = mentioned(world);
        List<QueueItem> waiting = new ArrayList<>();
        for (QueueItem item : world.controller().items().values()) {
            if (!item.isBuildable()) {
                continue;
            }
            Optional<AgentName> node = namedNode(item, world);
            if (node.isPresent()) {
                explain(decisions, new ItemProgress.WaitsForNode(item.id(), node.get()));
            } else {
                waiting.add(item);
            }
        }
        Coverage own = Coverage.of(waiting, ownSlots(world, mentioned), purposes(world));
        List<QueueItem> rest = uncovered(waiting, own, decisions);
        Coverage foreign = Coverage.of(
                rest.stream().filter(item -> isYoung(item, world.now())).toList(), foreignSlots(world), Map.of());
        Supply supply = new Supply(world, names);
        uncovered(rest, foreign, decisions).forEach(item -> supply.provide(item, decisions));
        supply.keepReady(own.spare(), decisions);
        new Retirement(world, rules, mentioned).decide(own.spare(), decisions);
        return decisions;
    }

    private static void explain(List<Decision> decisions, ItemProgress progress) {
        decisions.add(new Decision.Explain(progress));
    }

    private static Set<String> mentioned(World world) {
        Set<LabelExpression> expressions = new HashSet<>();
        world.controller().items().values().forEach(item -> item.label().ifPresent(expressions::add));
        Set<String> mentioned = new HashSet<>();
        expressions.forEach(expression -> mentioned.addAll(expression.names()));
        return mentioned;
    }

    /** A resuming pipeline waits for its own node, and no other will do. */
    private static Optional<AgentName> namedNode(QueueItem item, World world) {
        if (item.label().isPresent()
                && item.label().get() instanceof Atom(String name)
                && !name.isBlank()
                && name.length() <= AgentName.MAX_LENGTH) {
            AgentName node = new AgentName(name);
            if (world.controller().nodes().containsKey(node) || world.agents().containsKey(node)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private static List<Slot> ownSlots(World world, Set<String> mentioned) {
        List<Slot> slots = new ArrayList<>();
        for (PoolAgent agent : world.agents().values()) {
            AgentPool pool = world.pools().get(agent.pool());
            if (pool != null && !pool.isLeaving() && agent.isFree()) {
                boolean named = mentioned.contains(agent.name().value());
                slots.add(new Slot(
                        agent.name(),
                        named ? pool.labelsOf(agent.name()) : pool.labels(),
                        pool.usage() == AgentPool.Usage.NORMAL));
            }
        }
        return slots;
    }

    private static Map<AgentName, QueueItemId> purposes(World world) {
        Map<AgentName, QueueItemId> purposes = new HashMap<>();
        world.agents().values().forEach(agent -> agent.item().ifPresent(item -> purposes.put(agent.name(), item)));
        return purposes;
    }

    private static List<Slot> foreignSlots(World world) {
        List<Slot> slots = new ArrayList<>();
        for (ControllerNode node : world.controller().nodes().values()) {
            if (!world.agents().containsKey(node.name())) {
                Slot slot = new Slot(node.name(), node.labels(), true);
                for (int i = 0; i < node.freeExecutors(); i++) {
                    slots.add(slot);
                }
            }
        }
        return slots;
    }

    private boolean isYoung(QueueItem item, Instant now) {
        return item.state() instanceof Buildable(Instant since) && now.isBefore(since.plus(rules.passedOver()));
    }

    private static List<QueueItem> uncovered(List<QueueItem> items, Coverage coverage, List<Decision> decisions) {
        List<QueueItem> rest = new ArrayList<>();
        for (QueueItem item : items) {
            Optional<AgentName> agent = coverage.of(item.id());
            if (agent.isPresent()) {
                explain(decisions, new ItemProgress.Covered(item.id(), agent.get()));
            } else {
                rest.add(item);
            }
        }
        return rest;
    }
}
