package io.remotingkafka.benchmarks.scaling;

import io.remotingkafka.benchmarks.Benchmark;
import io.remotingkafka.benchmarks.measure.Load;
import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.broker.scaling.DecisionCost;
import io.remotingkafka.broker.scaling.DecisionCost.Cost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Time and memory of the broker's decision about queues of growing length: they have to grow with it, and no faster. */
public final class Decisions implements Benchmark {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MIB = 1 << 20;
    /** The bound for a thousand items, in milliseconds. */
    private static final double SECOND = 1_000;

    @Override
    public String name() {
        return "decisions";
    }

    @Override
    public String summary() {
        return "a decision about 100, 1,000 and 10,000 waiting builds, against ten times fewer";
    }

    private record Median(int items, double fresh, double covered, double freshMiB, double coveredMiB) {
        Row row() {
            return Row.of(items + " builds", fresh, covered, freshMiB, coveredMiB);
        }

        double millisPerItem() {
            return Math.max(fresh, covered) / items;
        }
    }

    @Override
    public Figures run(Bench bench) {
        int rounds = bench.scale().of(40, 2);
        List<Median> medians = new ArrayList<>();
        bench.say("warming up");
        measure(1_000, bench.scale().of(200, 2));
        Load load = Load.begin();
        for (int items : List.of(100, 1_000, 10_000)) {
            bench.say("deciding about " + items + " builds");
            medians.add(measure(items, rounds));
        }
        Median thousand = medians.get(1);
        Median most = medians.get(2);
        return new Figures(
                List.of(new Table(
                        "One decision, medians of " + rounds,
                        List.of(
                                new Column("all new", "ms"),
                                new Column("all with an agent", "ms"),
                                new Column("allocated, all new", "MiB"),
                                new Column("allocated, all with an agent", "MiB")),
                        medians.stream().map(Median::row).toList())),
                List.of(
                        Target.atMost(
                                "a decision about 1,000 builds",
                                Math.max(thousand.fresh(), thousand.covered()),
                                SECOND,
                                "ms"),
                        Target.atMost(
                                "time for each of 10,000 builds, over each of 1,000",
                                most.millisPerItem() / thousand.millisPerItem(),
                                3,
                                "x")),
                List.of(
                        "Ten pools, each build with a label expression of two names; the whole queue is looked at each time.",
                        "Allocated memory is garbage afterwards but for what is decided.",
                        load.note()),
                new Chart(
                        "One decision, for each build",
                        "us",
                        List.of("all new", "all with an agent"),
                        medians.stream()
                                .map(median -> new Chart.Group(
                                        median.items() + " builds",
                                        List.of(
                                                1_000 * median.fresh() / median.items(),
                                                1_000 * median.covered() / median.items())))
                                .toList()));
    }

    private static Median measure(int items, int rounds) {
        Cost fresh = median(DecisionCost.ofNewItems(items), rounds);
        Cost covered = median(DecisionCost.ofCoveredItems(items), rounds);
        return new Median(
                items,
                fresh.nanos() / NANOS_PER_MILLI,
                covered.nanos() / NANOS_PER_MILLI,
                fresh.allocatedBytes() / MIB,
                covered.allocatedBytes() / MIB);
    }

    private static Cost median(DecisionCost decision, int rounds) {
        List<Cost> costs = Stream.generate(decision::decide)
                .limit(rounds)
                .sorted(Comparator.comparingLong(Cost::nanos))
                .toList();
        return costs.get(rounds / 2);
    }
}
