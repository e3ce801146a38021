package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.label.LabelExpression;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which items the executors that are free, or soon will be, can take. Jenkins binds no item to an agent, so what counts is
 * that there are enough, not which takes which.
 *
 * <p>Items with the same expression and executors of nodes with the same labels are alike, so groups are matched, not
 * single ones: work grows with their number, plus groups times groups, of which there are few.
 */
final class Coverage {
    /**
     * An executor that can take a build.
     *
     * @param labels the node's, without its own name where that is no matter: a node that waits for nobody in particular
     * @param takesUnlabelled whether it takes builds without a label
     */
    record Slot(AgentName agent, Set<String> labels, boolean takesUnlabelled) {}

    private record Kind(Set<String> labels, boolean takesUnlabelled) {
        boolean takes(Optional<LabelExpression> label) {
            return label.map(expression -> expression.matches(labels)).orElse(takesUnlabelled);
        }
    }

    private final Map<Kind, Deque<AgentName>> free = new LinkedHashMap<>();
    private final Map<QueueItemId, AgentName> covered = new HashMap<>();

    private Coverage() {}

    /** Matches as many as it can; {@code first} are pairs that are wanted, such as an agent and the item it was made for. */
    static Coverage of(Collection<QueueItem> items, Collection<Slot> slots, Map<AgentName, QueueItemId> first) {
        Coverage coverage = new Coverage();
        Map<QueueItemId, QueueItem> byId = new LinkedHashMap<>();
        items.forEach(item -> byId.put(item.id(), item));
        for (Slot slot : slots) {
            Kind kind = new Kind(slot.labels(), slot.takesUnlabelled());
            QueueItem wanted = byId.get(first.get(slot.agent()));
            if (wanted != null && kind.takes(wanted.label())) {
                coverage.covered.put(wanted.id(), slot.agent());
                byId.remove(wanted.id());
            } else {
                coverage.free.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(slot.agent());
            }
        }
        coverage.match(byId.values());
        return coverage;
    }

    private void match(Collection<QueueItem> items) {
        Map<Optional<LabelExpression>, List<QueueItem>> groups = new LinkedHashMap<>();
        items.forEach(item ->
                groups.computeIfAbsent(item.label(), l -> new ArrayList<>()).add(item));
        Map<Optional<LabelExpression>, List<Kind>> choices = new LinkedHashMap<>();
        Map<Kind, Integer> askedFor = new HashMap<>();
        groups.keySet().forEach(label -> {
            List<Kind> fitting =
                    free.keySet().stream().filter(kind -> kind.takes(label)).toList();
            choices.put(label, fitting);
            fitting.forEach(kind -> askedFor.merge(kind, 1, Integer::sum));
        });
        // Who has the fewest choices chooses first, and takes what the fewest others want.
        choices.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().size()))
                .forEach(entry -> {
                    Deque<QueueItem> waiting = new ArrayDeque<>(groups.get(entry.getKey()));
                    entry.getValue().stream()
                            .sorted(Comparator.comparing(askedFor::get))
                            .forEach(kind -> cover(waiting, free.get(kind)));
                });
    }

    private void cover(Deque<QueueItem> waiting, Deque<AgentName> agents) {
        while (!waiting.isEmpty() && !agents.isEmpty()) {
            covered.put(waiting.poll().id(), agents.poll());
        }
    }

    /** The agent that can take the item. */
    Optional<AgentName> of(QueueItemId item) {
        return Optional.ofNullable(covered.get(item));
    }

    /** Whether an executor of that agent is needed by nobody. */
    Set<AgentName> spare() {
        Set<AgentName> spare = new java.util.LinkedHashSet<>();
        free.values().forEach(spare::addAll);
        return spare;
    }
}
