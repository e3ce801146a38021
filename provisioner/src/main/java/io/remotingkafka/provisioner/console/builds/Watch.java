package io.remotingkafka.provisioner.console.builds;

import java.time.Duration;
import java.time.Instant;

/**
 * One run of a broker instance that watches a controller's queue. When it begins it tells all that it finds there: what it does
 * not tell has left while nobody watched, and no event says so.
 *
 * @param source the run
 * @param since when it told its first item
 */
record Watch(String source, Instant since) {
    /** By then it has told the rest. */
    private static final Duration ALL_TOLD = Duration.ofMinutes(1);

    /** The watch from now on. An event that is older than this watch is the last of another. */
    Watch with(String teller, Instant at) {
        return !teller.equals(source) && at.isAfter(since) ? new Watch(teller, at) : this;
    }

    /** That story, which has ended where this watch did not find it. */
    Story ended(Story story, Instant now) {
        boolean unknown = story.waits() && story.told().isBefore(since);
        return unknown && !now.isBefore(since.plus(ALL_TOLD)) ? story.lost(since) : story;
    }
}
