package io.remotingkafka.benchmarks.measure;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * What the machine's cores do while something is measured: how much is left, and how much goes to processes that have
 * nothing to do with it.
 */
public final class Load {
    private static final double TICKS_PER_SECOND = 100;

    private final CpuTicks ticks = CpuTicks.now();
    private final Duration own = own();

    private Load() {}

    /** Begins to watch. */
    public static Load begin() {
        return new Load();
    }

    /** Which share of all cores was busy since then: 0 to 1. */
    public double busy() {
        return CpuTicks.now().busySince(ticks);
    }

    /** Which share of all cores was taken by processes other than this one and its children. */
    public double others() {
        CpuTicks now = CpuTicks.now();
        double ours = own().minus(own).toNanos() / 1e9 * TICKS_PER_SECOND / Math.max(1, now.all() - ticks.all());
        return Math.max(0, now.busySince(ticks) - ours);
    }

    /** Both, as a note to figures. Children that ended meanwhile would count as others. */
    public String note() {
        return busyNote() + " " + percent(others()) + " went to processes that are not part of the benchmark.";
    }

    /** How busy the machine was, for a benchmark whose processes come and go. */
    public String busyNote() {
        return "The machine's cores were busy for " + percent(busy()) + " of the time.";
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static Duration own() {
        return Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
