package io.remotingkafka.benchmarks;

import io.remotingkafka.benchmarks.Benchmark.Bench;
import io.remotingkafka.benchmarks.Benchmark.Figures;
import io.remotingkafka.benchmarks.idle.IdleSessions;
import io.remotingkafka.benchmarks.kubernetes.KafkaOnKubernetes;
import io.remotingkafka.benchmarks.measure.Machine;
import io.remotingkafka.benchmarks.online.AgentOnline;
import io.remotingkafka.benchmarks.report.Report;
import io.remotingkafka.benchmarks.report.Results;
import io.remotingkafka.benchmarks.roundtrip.RoundTrip;
import io.remotingkafka.benchmarks.scaling.Decisions;
import io.remotingkafka.benchmarks.scaling.PushToPod;
import io.remotingkafka.benchmarks.start.StartTimes;
import io.remotingkafka.benchmarks.throughput.Throughput;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** {@code ./bench}: runs benchmarks one after the other, prints their tables and keeps their results. */
public final class Main {
    static final List<Benchmark> ALL = List.of(
            new RoundTrip(),
            new Throughput(),
            new IdleSessions(),
            new StartTimes(),
            new AgentOnline(),
            new Decisions(),
            new PushToPod(),
            new KafkaOnKubernetes());

    /** Kept: a logger that nobody holds forgets its level. */
    private static final Logger QUIET = Logger.getLogger("org.apache.kafka");

    private Main() {}

    /** Ends with 0 if all was measured, whether or not the targets hold, and with 2 where it was asked for wrongly. */
    public static void main(String[] arguments) {
        switch (Options.parse(List.of(arguments), ALL)) {
            case Options.Wrong(String message) -> {
                System.err.println(message);
                System.err.print(Options.help(ALL));
                System.exit(2);
            }
            case Options.Help() -> System.out.print(Options.help(ALL));
            case Options.Chosen chosen -> {
                System.setProperty(ServiceProcess.NATIVE, String.valueOf(chosen.isNative()));
                for (Benchmark benchmark : chosen.benchmarks()) {
                    System.out.println(run(benchmark, chosen).asText());
                }
                System.exit(0);
            }
        }
    }

    static Report run(Benchmark benchmark, Options.Chosen chosen) {
        QUIET.setLevel(Level.WARNING);
        Path directory = temporaryDirectory();
        try {
            System.out.println("== " + benchmark.name() + ": " + benchmark.summary());
            Bench bench = new Bench(directory, chosen.scale(), text -> System.out.println("   " + text));
            Report.Run run = new Report.Run(
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    System.getProperty("bench.commit", "unknown"),
                    Machine.here());
            Figures figures = benchmark.run(bench);
            Report report = new Report(
                    benchmark.name(),
                    run,
                    chosen.isNative() ? "native" : "JVM",
                    figures.tables(),
                    figures.targets(),
                    figures.notes(),
                    figures.chart());
            new Results(chosen.results()).write(report);
            return report;
        } finally {
            delete(directory);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for the benchmark's data", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Main::deleteOne);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be removed", e);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed", e);
        }
    }
}
