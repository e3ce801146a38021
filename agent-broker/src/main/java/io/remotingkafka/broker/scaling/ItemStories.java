package io.remotingkafka.broker.scaling;

import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.naming.QueueItemId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to "why is my build waiting?": what was done for each queue item, step by step. It is written to Kafka as well;
 * this is what the deciding instance shows over REST, until a while after the item has left.
 */
@ApplicationScoped
public class ItemStories {
    /** One step. */
    public record Step(Instant at, ItemProgress progress) {}

    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST_STEPS = 200;

    private final Clock clock = Clock.systemUTC();
    private final Map<QueueItemId, List<Step>> stories = new LinkedHashMap<>();

    ItemStories() {}

    /** Takes a step down; false where it only says again what the last one said. */
    synchronized boolean add(ItemProgress progress) {
        List<Step> story = stories.computeIfAbsent(progress.item(), item -> new ArrayList<>());
        if (last(story, progress)
                .filter(said -> said.text().equals(progress.text()))
                .isPresent()) {
            return false;
        }
        if (story.size() == MOST_STEPS) {
            // The beginning says what it is about; of the rest the latest matters.
            story.remove(1);
        }
        story.add(new Step(clock.instant(), progress));
        return true;
    }

    /** What an agent's platform says comes between, and does not make the rest new. */
    private static Optional<ItemProgress> last(List<Step> story, ItemProgress progress) {
        return story.reversed().stream()
                .map(Step::progress)
                .filter(said ->
                        progress instanceof ItemProgress.AgentStarting || !(said instanceof ItemProgress.AgentStarting))
                .findFirst();
    }

    /** Forgets items that left long ago. */
    synchronized void forgetOld() {
        Instant limit = clock.instant().minus(KEPT);
        stories.values()
                .removeIf(story -> story.getLast().progress() instanceof ItemProgress.Left
                        && story.getLast().at().isBefore(limit));
    }

    /** Of all items, the latest last. */
    public synchronized Map<QueueItemId, List<Step>> all() {
        Map<QueueItemId, List<Step>> copy = new LinkedHashMap<>();
        stories.forEach((item, story) -> copy.put(item, List.copyOf(story)));
        return copy;
    }
}
