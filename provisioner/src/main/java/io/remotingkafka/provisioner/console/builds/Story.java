package io.remotingkafka.provisioner.console.builds;

import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one wait of one build, step by step.
 *
 * @param task the job; empty where the events that name it are too old to be read
 * @param label what its agent has to have
 * @param steps at most {@link #MOST_STEPS}
 * @param told when it was last known to be in the queue
 * @param left when it was no longer there
 */
public record Story(
        QueueItemId item,
        Optional<String> task,
        Optional<String> label,
        List<StoryStep> steps,
        Instant told,
        Optional<Instant> left) {
    /** How many steps are kept of one story: its first, and the latest. */
    static final int MOST_STEPS = 40;

    private static final Duration SECOND = Duration.ofSeconds(1);

    public Story {
        steps = List.copyOf(steps);
    }

    /** Before its first step. */
    static Story begun(QueueItemId item, Instant at) {
        return new Story(item, Optional.empty(), Optional.empty(), List.of(), at, Optional.empty());
    }

    /** With what an event says besides its step. */
    Story named(Event event) {
        return switch (event) {
            case QueueEvent.QueueItemWaiting waiting -> named(waiting.task(), label);
            case QueueEvent.QueueItemBuildable buildable -> named(buildable.task(), buildable.label());
            case ItemProgress.Seen seen -> named(seen.task(), label);
            default -> this;
        };
    }

    private Story named(String job, Optional<String> wanted) {
        return new Story(item, Optional.of(Texts.cut(job)), wanted.map(Texts::cut), steps, told, left);
    }

    /** After a step; the same once more changes nothing. */
    Story with(StoryStep step) {
        boolean back = step.inQueue() && left.map(step.at()::isAfter).orElse(true);
        Optional<Instant> gone = back ? Optional.empty() : left;
        if (step.situation() == Situation.LEFT) {
            gone = Optional.of(left.orElse(step.at()));
        }
        Instant seen = step.inQueue() && step.at().isAfter(told) ? step.at() : told;
        return new Story(item, task, label, isNew(step) ? more(step) : steps, seen, gone);
    }

    private boolean isNew(StoryStep step) {
        boolean again = steps.stream()
                        .filter(step::isComparableTo)
                        .reduce((earlier, later) -> later)
                        .filter(step::saysTheSameAs)
                        .isPresent()
                || steps.contains(step);
        return !again;
    }

    private List<StoryStep> more(StoryStep step) {
        List<StoryStep> more = new ArrayList<>(steps);
        if (!more.isEmpty() && step.replaces(more.getLast())) {
            more.removeLast();
        } else if (more.size() == MOST_STEPS) {
            // The beginning says what it is about; of the rest the latest matters.
            more.remove(1);
        }
        more.add(step);
        return more;
    }

    /** It was not in the queue any more at that time, though nobody saw it go. */
    Story lost(Instant at) {
        return with(new StoryStep(
                at,
                StoryStep.Teller.QUEUE,
                Situation.LEFT,
                "was no longer in the queue when agent-broker looked anew",
                Optional.empty()));
    }

    /** What to call it. */
    public String job() {
        return task.orElseGet(() -> "Item " + item.item());
    }

    /** The page that has it alone. */
    public String href() {
        return "/builds/item?" + query(item.key());
    }

    /** The item of that key, in an address. */
    static String query(String key) {
        return "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    /** Whether it is in the queue. */
    public boolean waits() {
        return left.isEmpty();
    }

    /** The latest that was said. */
    public StoryStep latest() {
        return steps.getLast();
    }

    /** Where it stands. */
    public Situation situation() {
        return waits() ? latest().situation() : Situation.LEFT;
    }

    /** Whether it does not go on without somebody who looks at it. */
    public boolean needsSomebody() {
        return situation().needsSomebody();
    }

    /** The last failure of an agent that was for it, while there is no other agent on its way. */
    public Optional<Failure> failure() {
        return needsSomebody()
                ? steps.stream().flatMap(step -> step.failure().stream()).reduce((earlier, later) -> later)
                : Optional.empty();
    }

    /** What somebody can do about it; of a failure whether that is needed at all. */
    public String advice() {
        return failure().map(Failure::again).orElse(situation().advice());
    }

    /** What was the matter before it left. */
    public Optional<StoryStep> outcome() {
        return steps.stream()
                .filter(step -> step.teller() != StoryStep.Teller.QUEUE)
                .reduce((earlier, later) -> later);
    }

    /** How long it has waited, or did, in whole seconds; one at least. */
    public Duration waited(Instant now) {
        return since(left.orElse(now));
    }

    /** How long after its beginning. */
    public Duration after(StoryStep step) {
        return since(step.at());
    }

    private Duration since(Instant end) {
        Duration time =
                Duration.ofSeconds(Duration.between(item.inQueueSince(), end).toSeconds());
        return time.compareTo(SECOND) < 0 ? SECOND : time;
    }
}
