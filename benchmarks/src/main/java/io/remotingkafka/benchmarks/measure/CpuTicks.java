package io.remotingkafka.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What all cores of the machine have done until now, as {@code /proc/stat} tells. Linux only.
 *
 * @param busy ticks in which a core worked, for whomever
 * @param all ticks of all cores
 */
public record CpuTicks(long busy, long all) {
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISK = 4;
    private static final int BEFORE_GUESTS = 8;

    /** Now. */
    public static CpuTicks now() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return parse(lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("/proc/stat cannot be read: benchmarks run on Linux", e);
        }
    }

    static CpuTicks parse(String line) {
        long[] ticks = Stream.of(line.trim().split("\\s+"))
                .skip(1)
                .limit(BEFORE_GUESTS)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = LongStream.of(ticks).sum();
        return new CpuTicks(all - ticks[IDLE] - ticks[WAITING_FOR_DISK], all);
    }

    /** Which share of all cores was busy since then: 0 to 1. */
    public double busySince(CpuTicks before) {
        return all == before.all ? 0 : (double) (busy - before.busy) / (all - before.all);
    }
}
