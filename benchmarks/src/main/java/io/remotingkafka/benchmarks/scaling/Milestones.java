package io.remotingkafka.benchmarks.scaling;

import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** What the broker asks controller and API server for on the way to a pod, and when: where the longest ways lost their time. */
final class Milestones {
    /** In their order. The first is the benchmark's, the others are requests of the broker. */
    enum Milestone {
        PUSHED(""),
        NODES_READ("until the nodes are read"),
        QUEUE_READ("until the queue is read"),
        NODE_MADE("decision, Kafka's topics and entry"),
        SECRET_READ("until the node's secret is read"),
        SECRET_MADE("until the Secret is made"),
        POD_MADE("until the pod is made");

        private final String wayTo;

        Milestone(String wayTo) {
            this.wayTo = wayTo;
        }
    }

    /** The share of the ways that counts as the longest. */
    private static final double LONGEST = 0.02;

    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Map<Milestone, Long> way = new EnumMap<>(Milestone.class);
    private final List<Map<Milestone, Long>> ways = new ArrayList<>();

    /** A build waits from now on; there is one at a time. */
    synchronized void begin() {
        way.clear();
        reached(Milestone.PUSHED);
    }

    /** A request came. The controller is read again and again: the last reading before the node is made is the one that found the build. */
    synchronized void reached(Milestone milestone) {
        boolean reading = milestone == Milestone.NODES_READ || milestone == Milestone.QUEUE_READ;
        if (!reading || !way.containsKey(Milestone.NODE_MADE)) {
            way.put(milestone, System.nanoTime());
        }
    }

    /** The build has its pod. */
    synchronized void end() {
        ways.add(new EnumMap<>(way));
    }

    /** Each part of the way, in the usual case and on the longest ways. */
    synchronized Table table() {
        List<Map<Milestone, Long>> byLength = ways.stream()
                .filter(each -> each.size() == Milestone.values().length)
                .sorted(Comparator.comparingLong(each -> each.get(Milestone.POD_MADE) - each.get(Milestone.PUSHED)))
                .toList();
        int longest = Math.max(1, (int) (LONGEST * byLength.size()));
        List<Map<Milestone, Long>> middle =
                byLength.subList(byLength.size() / 4, byLength.size() - byLength.size() / 4);
        List<Map<Milestone, Long>> last = byLength.subList(byLength.size() - longest, byLength.size());
        List<Row> rows = new ArrayList<>();
        Milestone from = Milestone.PUSHED;
        for (Milestone to : EnumSet.complementOf(EnumSet.of(Milestone.PUSHED))) {
            LongSummaryStatistics late = times(last, from, to);
            rows.add(Row.of(
                    to.wayTo,
                    times(middle, from, to).getAverage() / NANOS_PER_MILLI,
                    late.getAverage() / NANOS_PER_MILLI,
                    late.getMax() / NANOS_PER_MILLI));
            from = to;
        }
        return new Table(
                "Where the time went",
                List.of(
                        new Column("mean of the middle half", "ms"),
                        new Column("mean of the longest 2 %", "ms"),
                        new Column("most in one of these", "ms")),
                rows);
    }

    private static LongSummaryStatistics times(List<Map<Milestone, Long>> of, Milestone from, Milestone to) {
        return of.stream().mapToLong(each -> each.get(to) - each.get(from)).summaryStatistics();
    }
}
