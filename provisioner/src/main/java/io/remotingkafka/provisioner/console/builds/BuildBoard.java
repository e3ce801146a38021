package io.remotingkafka.provisioner.console.builds;

import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.provisioner.console.events.Board;
import io.remotingkafka.provisioner.console.events.News;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The builds in the queues, and the failures of pools' agents, made of the events of the queue topic. Bounded: stories of items that
 * left go after {@link #KEPT}, and there are at most {@link #MOST_STORIES} of {@link Story#MOST_STEPS} steps.
 *
 * @param stories by the item's key
 * @param watches who watches each controller's queue
 * @param failures the latest first, at most {@link #MOST_FAILURES}
 * @param latest when the latest event was told
 */
public record BuildBoard(
        Map<String, Story> stories, Map<ControllerName, Watch> watches, List<PoolFailure> failures, Instant latest)
        implements Board<BuildBoard> {
    /** How long an item that left is remembered. */
    static final Duration KEPT = Duration.ofMinutes(30);

    /** How many items are remembered. */
    static final int MOST_STORIES = 10_000;

    /** How many failures are. */
    static final int MOST_FAILURES = 50;

    private static final Comparator<Story> LONGEST_FIRST = Comparator.comparing(
                    (Story story) -> story.item().inQueueSince())
            .thenComparing(story -> story.item().key());
    private static final Comparator<Story> LATEST_FIRST = Comparator.comparing(
                    (Story story) -> story.left().orElse(Instant.MAX))
            .reversed()
            .thenComparing(story -> story.item().key());

    public BuildBoard {
        stories = Map.copyOf(stories);
        watches = Map.copyOf(watches);
        failures = List.copyOf(failures);
    }

    static BuildBoard empty() {
        return new BuildBoard(Map.of(), Map.of(), List.of(), Instant.EPOCH);
    }

    @Override
    public BuildBoard with(List<News> news) {
        BuildFold fold = new BuildFold(this);
        for (News each : news) {
            // The topic is not compacted: a tombstone is none of ours.
            if (each instanceof News.Told told) {
                fold.add(told);
            }
        }
        return fold.board();
    }

    /** A story by its item's key. */
    Optional<Story> find(String key, Instant now) {
        return Optional.ofNullable(stories.get(key)).map(story -> ended(story, now));
    }

    /** What is shown at that time. */
    BuildsView view(Instant now) {
        List<Story> known =
                stories.values().stream().map(story -> ended(story, now)).toList();
        List<Story> waiting =
                known.stream().filter(Story::waits).sorted(LONGEST_FIRST).toList();
        Instant limit = now.minus(KEPT);
        List<Story> lately = known.stream()
                .filter(story -> story.left().filter(limit::isBefore).isPresent())
                .sorted(LATEST_FIRST)
                .toList();
        return BuildsView.of(now, waiting, lately, failures);
    }

    private Story ended(Story story, Instant now) {
        Watch watch = watches.get(story.item().controller());
        return watch == null ? story : watch.ended(story, now);
    }
}
