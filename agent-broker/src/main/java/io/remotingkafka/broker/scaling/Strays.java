package io.remotingkafka.broker.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Things that carry this installation's mark and belong to no agent. What is being made, or taken away, looks like that for a
 * moment; what has looked like that in every whole listing for {@link #LONG_ENOUGH}, and in two at least, goes.
 */
final class Strays<T extends Comparable<T>> {
    static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final Map<T, Instant> firstSeen = new HashMap<>();

    /** Takes a whole listing's strays, and gives those that are to go. */
    Set<T> see(Collection<T> listed, Instant now) {
        firstSeen.keySet().retainAll(listed);
        Set<T> going = new TreeSet<>();
        for (T stray : listed) {
            Instant first = firstSeen.putIfAbsent(stray, now);
            if (first != null && !now.isBefore(first.plus(LONG_ENOUGH))) {
                going.add(stray);
            }
        }
        return going;
    }
}
