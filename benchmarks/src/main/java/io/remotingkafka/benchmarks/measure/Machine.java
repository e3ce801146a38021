package io.remotingkafka.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What figures depend on.
 *
 * @param cpu its model, as the kernel names it
 * @param memoryMiB of the whole machine
 * @param system the operating system
 * @param java the JDK of this run, which is also the services' own in JVM mode
 */
public record Machine(String cpu, int cores, long memoryMiB, String system, String java) {
    /** This one. */
    public static Machine here() {
        return new Machine(
                value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    private static String value(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0 (not told)");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: benchmarks run on Linux", e);
        }
    }

    @Override
    public String toString() {
        return cores + " cores " + cpu + ", " + memoryMiB / 1024 + " GiB, " + system + ", " + java;
    }
}
