package io.remotingkafka.broker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.protocol.event.QueueEvent.BuildFinished;
import io.remotingkafka.protocol.event.QueueEvent.BuildStarted;
import io.remotingkafka.protocol.event.QueueEvent.QueueItemBuildable;
import io.remotingkafka.protocol.event.QueueEvent.QueueItemLeft;
import io.remotingkafka.protocol.event.QueueEvent.QueueItemWaiting;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueDiffTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ControllerName CONTROLLER = new ControllerName("main");
    private static final QueueItemId ITEM = new QueueItemId(CONTROLLER, "1", NOW);
    private static final AgentName NODE = new AgentName("n");

    @Test
    void tellsAnItemsWayThroughTheQueue() {
        // Given
        QueueSnapshot waiting = snapshot(List.of(item(new QueueItem.State.Waiting())), List.of());
        QueueSnapshot buildable = snapshot(List.of(item(new QueueItem.State.Buildable(NOW))), List.of());
        QueueSnapshot running = snapshot(List.of(), List.of("http://ci/job/a/1/"));
        QueueSnapshot done = snapshot(List.of(), List.of());

        // Then
        assertThat(QueueDiff.between(Optional.empty(), waiting))
                .containsExactly(new QueueItemWaiting(ITEM, "a", "In the quiet period."));
        assertThat(QueueDiff.between(Optional.of(waiting), buildable))
                .containsExactly(new QueueItemBuildable(ITEM, "a", Optional.empty(), "In the quiet period."));
        assertThat(QueueDiff.between(Optional.of(buildable), running))
                .containsExactly(
                        new QueueItemLeft(ITEM, "a"), new BuildStarted(CONTROLLER, NODE, "http://ci/job/a/1/"));
        assertThat(QueueDiff.between(Optional.of(running), done))
                .containsExactly(new BuildFinished(CONTROLLER, NODE, "http://ci/job/a/1/"));
    }

    @Test
    void saysNothingWhereNothingHappened() {
        // Given
        QueueSnapshot same = snapshot(List.of(item(new QueueItem.State.Buildable(NOW))), List.of("http://ci/job/b/2/"));

        // Then
        assertThat(QueueDiff.between(Optional.of(same), same)).isEmpty();
    }

    private static QueueItem item(QueueItem.State state) {
        return new QueueItem(ITEM, "a", "http://ci/job/a/", Optional.empty(), state, "In the quiet period.");
    }

    private static QueueSnapshot snapshot(List<QueueItem> items, List<String> builds) {
        Map<QueueItemId, QueueItem> queue = new LinkedHashMap<>();
        items.forEach(item -> queue.put(item.id(), item));
        ControllerNode node = new ControllerNode(NODE, "", Set.of("n"), true, false, false, 1, builds);
        return new QueueSnapshot(CONTROLLER, NOW, NOW, queue, Map.of(NODE, node));
    }
}
