package io.remotingkafka.provisioner.console.builds;

import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.QueueEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of the story of a build in the queue.
 *
 * @param at when it was told
 * @param teller what it comes from
 * @param situation where the build stands after it
 * @param text in a few words
 * @param failure what went wrong, where that is what happened
 */
public record StoryStep(Instant at, Teller teller, Situation situation, String text, Optional<Failure> failure) {
    /** What steps come from. */
    public enum Teller {
        /** The controller's queue. */
        QUEUE,
        /** The broker's decisions: about what it has just seen in the queue. */
        DECISION,
        /** What becomes of an agent that was decided on; it may come when the item has left. */
        AGENT,
        /** What Kubernetes, or the machine, says of that agent. */
        PLATFORM
    }

    static StoryStep of(QueueEvent.ItemEvent event, Instant at) {
        return switch (event) {
            case QueueEvent.QueueItemWaiting waiting ->
                queue(at, Situation.HELD, "held in the queue" + because(waiting.why()));
            case QueueEvent.QueueItemBuildable buildable ->
                queue(at, Situation.WAITING, "waits for an executor" + because(buildable.why()));
            case QueueEvent.QueueItemLeft ignored -> queue(at, Situation.LEFT, "left the queue");
        };
    }

    static StoryStep of(ItemProgress progress, Instant at) {
        return switch (progress) {
            case ItemProgress.Seen ignored -> queue(at, Situation.WAITING, "waits for an executor");
            case ItemProgress.NoPool step -> decision(at, Situation.NO_POOL, step);
            case ItemProgress.WaitsForNode step -> decision(at, Situation.WAITS_FOR_NODE, step);
            case ItemProgress.MatchedPool step -> decision(at, Situation.ON_ITS_WAY, step);
            case ItemProgress.Covered step -> decision(at, Situation.ON_ITS_WAY, step);
            case ItemProgress.AtCap step -> decision(at, Situation.AT_CAP, step);
            case ItemProgress.BackingOff step -> decision(at, Situation.BACKING_OFF, step);
            case ItemProgress.AgentRequested step -> agent(at, step);
            case ItemProgress.NodeCreated step -> agent(at, step);
            case ItemProgress.AgentLaunched step -> agent(at, step);
            case ItemProgress.AgentConnected step -> agent(at, step);
            case ItemProgress.AgentStarting step ->
                new StoryStep(at, Teller.PLATFORM, Situation.ON_ITS_WAY, Texts.cut(step.text()), Optional.empty());
            case ItemProgress.AgentFailed step ->
                new StoryStep(
                        at,
                        Teller.AGENT,
                        Situation.FAILED,
                        "agent " + step.agent() + " failed",
                        Optional.of(Failure.of(step.failure())));
            case ItemProgress.Left step -> queue(at, Situation.LEFT, step.text());
        };
    }

    private static StoryStep queue(Instant at, Situation situation, String text) {
        return new StoryStep(at, Teller.QUEUE, situation, Texts.cut(text), Optional.empty());
    }

    private static StoryStep decision(Instant at, Situation situation, ItemProgress progress) {
        return new StoryStep(at, Teller.DECISION, situation, Texts.cut(progress.text()), Optional.empty());
    }

    private static StoryStep agent(Instant at, ItemProgress progress) {
        return new StoryStep(at, Teller.AGENT, Situation.ON_ITS_WAY, Texts.cut(progress.text()), Optional.empty());
    }

    private static String because(String why) {
        return why.isBlank() ? "" : ": " + why;
    }

    /** Whether it shows that the item was in the queue when it was told. */
    boolean inQueue() {
        return switch (teller) {
            case QUEUE -> situation != Situation.LEFT;
            case DECISION -> true;
            case AGENT, PLATFORM -> false;
        };
    }

    /**
     * Whether it can be compared with an earlier one to see if it is new: the controller's words come between the broker's,
     * and what the platform says between both.
     */
    boolean isComparableTo(StoryStep earlier) {
        return switch (teller) {
            case QUEUE -> earlier.teller == Teller.QUEUE;
            case DECISION, AGENT -> earlier.teller == Teller.DECISION || earlier.teller == Teller.AGENT;
            case PLATFORM -> earlier.teller != Teller.QUEUE;
        };
    }

    boolean saysTheSameAs(StoryStep earlier) {
        return situation == earlier.situation && text.equals(earlier.text) && failure.equals(earlier.failure);
    }

    /** Whether it takes the place of that one: of a pool that fails for hours, only when it tries again next is of interest. */
    boolean replaces(StoryStep earlier) {
        return situation == Situation.BACKING_OFF && earlier.situation == Situation.BACKING_OFF;
    }
}
