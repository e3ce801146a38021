package io.remotingkafka.benchmarks;

import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Something that is measured beside its baseline, in one run. */
public interface Benchmark {
    /** On the command line, and of its results' files. */
    String name();

    /** What it measures, in half a line. */
    String summary();

    /** Whether this machine has what it needs; {@code all} leaves it out otherwise. */
    default boolean runsHere() {
        return true;
    }

    /** Measures. */
    Figures run(Bench bench);

    /**
     * What a benchmark may use.
     *
     * @param directory for its processes' data and logs; empty
     * @param progress told what happens
     */
    record Bench(Path directory, Scale scale, Consumer<String> progress) {
        /** The same, with another directory. */
        public Bench with(Path other) {
            return new Bench(other, scale, progress);
        }

        /** Tells what happens. */
        public void say(String text) {
            progress.accept(text);
        }
    }

    /** What was measured. */
    record Figures(List<Table> tables, List<Target> targets, List<String> notes, Chart chart) {}
}
