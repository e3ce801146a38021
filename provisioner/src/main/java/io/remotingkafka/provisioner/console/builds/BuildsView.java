package io.remotingkafka.provisioner.console.builds;

import java.time.Instant;
import java.util.List;

/**
 * What the page shows.
 *
 * @param at when
 * @param waiting the longest waiting first, at most {@link #MOST_WAITING}
 * @param waitingInAll how many wait
 * @param needing how many of all that wait need somebody
 * @param lately those that left, the latest first, at most {@link #MOST_LATELY}
 * @param latelyInAll how many those are
 * @param failures the latest first
 */
public record BuildsView(
        Instant at,
        List<Story> waiting,
        int waitingInAll,
        long needing,
        List<Story> lately,
        int latelyInAll,
        List<PoolFailure> failures) {
    /** Nobody reads more rows than these. */
    static final int MOST_WAITING = 200;

    static final int MOST_LATELY = 50;

    static BuildsView of(Instant at, List<Story> waiting, List<Story> lately, List<PoolFailure> failures) {
        return new BuildsView(
                at,
                waiting.stream().limit(MOST_WAITING).toList(),
                waiting.size(),
                waiting.stream().filter(Story::needsSomebody).count(),
                lately.stream().limit(MOST_LATELY).toList(),
                lately.size(),
                failures);
    }

    /** How many wait that are not shown. */
    public int moreWaiting() {
        return waitingInAll - waiting.size();
    }

    /** Whether there may be more of them than are counted. */
    public boolean full() {
        return waitingInAll == BuildBoard.MOST_STORIES;
    }

    /** How many left that are not shown. */
    public int moreLately() {
        return latelyInAll - lately.size();
    }
}
