package io.remotingkafka.provisioner.console.builds;

import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailed;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.remotingkafka.provisioner.console.events.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The next board, while it is made: a queue of thousands of items is copied once for all news that came together. */
final class BuildFold {
    /** Those that left go first, the oldest of them before others; then those that came last, which are not shown anyway. */
    private static final Comparator<Story> FIRST_TO_GO = Comparator.comparing(
                    (Story story) -> story.left().orElse(Instant.MAX))
            .thenComparing(story -> story.item().inQueueSince(), Comparator.reverseOrder());

    private final Map<String, Story> stories;
    private final Map<ControllerName, Watch> watches;
    private final List<PoolFailure> failures;
    private Instant latest;

    BuildFold(BuildBoard before) {
        this.stories = new HashMap<>(before.stories());
        this.watches = new HashMap<>(before.watches());
        this.failures = new ArrayList<>(before.failures());
        this.latest = before.latest();
    }

    void add(News.Told told) {
        if (told.at().isAfter(latest)) {
            latest = told.at();
        }
        switch (told.event()) {
            case QueueEvent.ItemEvent event -> {
                StoryStep step = StoryStep.of(event, told.at());
                if (step.inQueue()) {
                    watches.merge(
                            event.item().controller(),
                            new Watch(told.source(), told.at()),
                            (watch, ignored) -> watch.with(told.source(), told.at()));
                }
                add(event.item(), event, step);
            }
            case ItemProgress progress -> add(progress.item(), progress, StoryStep.of(progress, told.at()));
            case ProvisioningFailed failed -> add(PoolFailure.of(failed, told.at()));
            // Builds on executors, agents' sessions, Kafka's own affairs: not about who waits.
            default -> {}
        }
    }

    /** A story begins with what shows that its item is in the queue: the rest may come when it has left and is forgotten. */
    private void add(QueueItemId item, Event event, StoryStep step) {
        Story story = stories.get(item.key());
        if (story == null) {
            if (!step.inQueue()) {
                return;
            }
            story = Story.begun(item, step.at());
        }
        // That the broker has seen it is news only where the controller's own words are not known.
        boolean known = event instanceof ItemProgress.Seen && !story.steps().isEmpty();
        stories.put(item.key(), known ? story.named(event) : story.named(event).with(step));
    }

    private void add(PoolFailure failure) {
        if (failures.stream().noneMatch(failure::isThatOf)) {
            failures.add(failure);
        }
    }

    BuildBoard board() {
        Instant limit = latest.minus(BuildBoard.KEPT);
        stories.values().removeIf(story -> story.left().filter(limit::isAfter).isPresent());
        stories.replaceAll((key, story) -> {
            Watch watch = watches.get(story.item().controller());
            return watch == null ? story : watch.ended(story, latest);
        });
        if (stories.size() > BuildBoard.MOST_STORIES) {
            stories.values().stream()
                    .sorted(FIRST_TO_GO)
                    .limit(stories.size() - BuildBoard.MOST_STORIES)
                    .map(story -> story.item().key())
                    .toList()
                    .forEach(stories::remove);
        }
        // Partitions come one after the other, so the order in which failures come is not that in which they happened.
        failures.sort(Comparator.comparing(PoolFailure::at).reversed());
        List<PoolFailure> kept = failures.subList(0, Math.min(failures.size(), BuildBoard.MOST_FAILURES));
        return new BuildBoard(stories, watches, kept, latest);
    }
}
