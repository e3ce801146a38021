package io.remotingkafka.benchmarks.measure;

import java.util.Arrays;

/** Times of one kind, measured again and again in the same run. */
public final class Latencies {
    private static final double NANOS_PER_MICRO = 1_000;

    private final long[] sortedNanos;

    /**
     * @param nanos in any order
     * @throws IllegalArgumentException if there are none
     */
    public Latencies(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /** How many. */
    public int count() {
        return sortedNanos.length;
    }

    /**
     * The time that this share of all does not exceed, in microseconds: a measured one (nearest rank), nothing in between.
     *
     * @param share above 0, at most 1: 0.5 is the median
     */
    public double micros(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("A share is above 0 and at most 1, not " + share);
        }
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return sortedNanos[rank - 1] / NANOS_PER_MICRO;
    }
}
