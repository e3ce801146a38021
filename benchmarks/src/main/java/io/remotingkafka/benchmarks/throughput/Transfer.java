package io.remotingkafka.benchmarks.throughput;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What it took to carry some bytes.
 *
 * @param megabytes of 10^6 bytes
 * @param relay processor time of the broker's process; nothing where it has no part
 * @param sidecar processor time of the sidecar's process
 * @param kafka processor time of Kafka's process
 * @param busy which share of all cores was busy
 */
record Transfer(double megabytes, Duration time, Duration relay, Duration sidecar, Duration kafka, double busy) {
    double megabytesPerSecond() {
        return megabytes / (time.toNanos() / 1e9);
    }

    /** Processor time for each megabyte, in milliseconds. */
    double millisPerMegabyte(Duration cpu) {
        return cpu.toNanos() / 1e6 / megabytes;
    }

    /** The one in the middle of several, of each figure for itself. */
    static double median(List<Transfer> transfers, ToDoubleFunction<Transfer> figure) {
        double[] sorted = transfers.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
