package io.remotingkafka.benchmarks.measure;

import java.util.Arrays;

/** Collects times while they are measured, without boxing. */
public final class Samples {
    private long[] nanos = new long[1024];
    private int count;

    /** One more. */
    public void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    /** All of others. */
    public void addAll(Samples others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    /** All of them. */
    public Latencies latencies() {
        return new Latencies(Arrays.copyOf(nanos, count));
    }
}
