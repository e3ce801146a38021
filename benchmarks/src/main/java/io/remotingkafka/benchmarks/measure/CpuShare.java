package io.remotingkafka.benchmarks.measure;

import io.remotingkafka.testbed.process.ChildProcess;
import java.time.Duration;

/** Which share of one core a process takes. */
public final class CpuShare {
    private final ChildProcess process;
    private final Duration before;
    private final long startNanos = System.nanoTime();

    private CpuShare(ChildProcess process) {
        this.process = process;
        this.before = process.cpuTime();
    }

    /** Begins to watch. */
    public static CpuShare of(ChildProcess process) {
        return new CpuShare(process);
    }

    /** Since then, in percent of one core. */
    public double percent() {
        return 100.0 * process.cpuTime().minus(before).toNanos() / (System.nanoTime() - startNanos);
    }
}
