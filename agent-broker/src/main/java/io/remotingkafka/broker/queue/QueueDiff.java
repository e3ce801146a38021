package io.remotingkafka.broker.queue;

import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.jenkins.QueueItem.State;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.event.QueueEvent.BuildFinished;
import io.remotingkafka.protocol.event.QueueEvent.BuildStarted;
import io.remotingkafka.protocol.event.QueueEvent.QueueItemBuildable;
import io.remotingkafka.protocol.event.QueueEvent.QueueItemLeft;
import io.remotingkafka.protocol.event.QueueEvent.QueueItemWaiting;
import io.remotingkafka.protocol.naming.AgentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened between two readings of a controller. */
final class QueueDiff {
    private QueueDiff() {}

    /** Pure: the same two readings give the same events in the same order; without an earlier one all is new. */
    static List<QueueEvent> between(Optional<QueueSnapshot> before, QueueSnapshot after) {
        List<QueueEvent> events = new ArrayList<>();
        Map<String, AgentName> ran = before.map(QueueDiff::builds).orElse(Map.of());
        Map<String, AgentName> running = builds(after);
        ran.forEach((url, node) -> {
            if (!running.containsKey(url)) {
                events.add(new BuildFinished(after.controller(), node, url));
            }
        });
        before.ifPresent(earlier -> earlier.items().forEach((id, item) -> {
            if (!after.items().containsKey(id)) {
                events.add(new QueueItemLeft(id, item.task()));
            }
        }));
        running.forEach((url, node) -> {
            if (!ran.containsKey(url)) {
                events.add(new BuildStarted(after.controller(), node, url));
            }
        });
        after.items().forEach((id, item) -> {
            Optional<QueueItem> earlier = before.flatMap(
                    snapshot -> Optional.ofNullable(snapshot.items().get(id)));
            if (earlier.map(known -> kind(known) != kind(item)).orElse(true)) {
                event(item).ifPresent(events::add);
            }
        });
        return events;
    }

    private static Class<?> kind(QueueItem item) {
        return item.state().getClass();
    }

    private static Optional<QueueEvent> event(QueueItem item) {
        return switch (item.state()) {
            case State.Waiting() -> Optional.of(new QueueItemWaiting(item.id(), item.task(), item.why()));
            case State.Buildable buildable ->
                Optional.of(new QueueItemBuildable(
                        item.id(), item.task(), item.label().map(Object::toString), item.why()));
            // It leaves in the next moment, and that is told.
            case State.Pending() -> Optional.empty();
        };
    }

    private static Map<String, AgentName> builds(QueueSnapshot snapshot) {
        Map<String, AgentName> builds = new LinkedHashMap<>();
        snapshot.nodes().values().forEach(node -> node.builds().forEach(url -> builds.put(url, node.name())));
        return builds;
    }
}
