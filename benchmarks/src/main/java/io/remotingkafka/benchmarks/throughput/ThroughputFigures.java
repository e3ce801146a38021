package io.remotingkafka.benchmarks.throughput;

import io.remotingkafka.benchmarks.Benchmark.Figures;
import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.benchmarks.throughput.Throughput.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What transfers amount to. */
final class ThroughputFigures {
    private static final double SHARE_OF_THE_SLOWER = 0.7;
    private static final double CPU_BOUND = 8;
    /** With less than this left, a transfer's pace is that of the machine, and its processor time counts. */
    private static final double ALL_BUSY = 0.9;

    private static final List<Column> COLUMNS = List.of(
            new Column("throughput", "MB/s"),
            new Column("relay", "CPU ms/MB"),
            new Column("sidecar", "CPU ms/MB"),
            new Column("Kafka", "CPU ms/MB"),
            new Column("cores busy", "%"));

    private ThroughputFigures() {}

    static Figures of(Map<Way, List<Transfer>> measured, int recordSize, String loadNote) {
        List<Row> rows = new ArrayList<>();
        List<Chart.Group> groups = new ArrayList<>();
        measured.forEach((way, transfers) -> {
            rows.add(row(way, transfers));
            groups.add(new Chart.Group(way.label(), List.of(pace(transfers))));
        });
        List<Target> targets = new ArrayList<>();
        targets.addAll(targets("up", measured.get(Way.TUNNEL_UP), measured.get(Way.DIRECT_UP), measured));
        targets.addAll(targets("down", measured.get(Way.TUNNEL_DOWN), measured.get(Way.DIRECT_DOWN), measured));
        return new Figures(
                List.of(new Table("Bulk of one agent, medians of all rounds", COLUMNS, rows)),
                targets,
                List.of(
                        "Records of " + recordSize + " bytes on average in the tunnel, and so in production to Kafka.",
                        "Where all cores are busy, a transfer through four processes cannot keep the pace of one between"
                                + " two: then processor time is the measure.",
                        loadNote),
                new Chart("Bulk of one agent", "MB/s", List.of("throughput"), groups));
    }

    private static Row row(Way way, List<Transfer> transfers) {
        boolean tunnelled = way == Way.TUNNEL_UP || way == Way.TUNNEL_DOWN;
        OptionalDouble none = OptionalDouble.empty();
        OptionalDouble kafka = OptionalDouble.of(Transfer.median(transfers, t -> t.millisPerMegabyte(t.kafka())));
        return new Row(
                way.label(),
                List.of(
                        OptionalDouble.of(pace(transfers)),
                        tunnelled ? OptionalDouble.of(relay(transfers)) : none,
                        tunnelled ? OptionalDouble.of(sidecar(transfers)) : none,
                        tunnelled || way == Way.KAFKA ? kafka : none,
                        OptionalDouble.of(100 * busy(transfers))));
    }

    private static List<Target> targets(
            String direction, List<Transfer> tunnel, List<Transfer> direct, Map<Way, List<Transfer>> measured) {
        double slower = Math.min(pace(direct), pace(measured.get(Way.KAFKA)));
        Target pace = Target.atLeast(
                "throughput " + direction + " over the slower of its baselines",
                pace(tunnel) / slower,
                SHARE_OF_THE_SLOWER,
                "x");
        if (pace.holds() || busy(tunnel) < ALL_BUSY) {
            return List.of(pace);
        }
        return List.of(
                Target.atMost("CPU of the relay, " + direction + ", all cores busy", relay(tunnel), CPU_BOUND, "ms/MB"),
                Target.atMost(
                        "CPU of the sidecar, " + direction + ", all cores busy", sidecar(tunnel), CPU_BOUND, "ms/MB"));
    }

    private static double pace(List<Transfer> transfers) {
        return Transfer.median(transfers, Transfer::megabytesPerSecond);
    }

    private static double relay(List<Transfer> transfers) {
        return Transfer.median(transfers, t -> t.millisPerMegabyte(t.relay()));
    }

    private static double sidecar(List<Transfer> transfers) {
        return Transfer.median(transfers, t -> t.millisPerMegabyte(t.sidecar()));
    }

    private static double busy(List<Transfer> transfers) {
        return Transfer.median(transfers, Transfer::busy);
    }
}
