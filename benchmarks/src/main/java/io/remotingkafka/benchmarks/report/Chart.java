package io.remotingkafka.benchmarks.report;

import java.util.List;

/**
 * Bars in groups, to be compared within a group.
 *
 * @param unit of all values
 * @param series what the bars of each group stand for, in their order
 */
public record Chart(String title, String unit, List<String> series, List<Group> groups) {
    /**
     * Bars that belong together.
     *
     * @param values one for each series
     */
    public record Group(String label, List<Double> values) {
        public Group {
            values = List.copyOf(values);
        }
    }

    public Chart {
        series = List.copyOf(series);
        groups = List.copyOf(groups);
        for (Group group : groups) {
            if (group.values().size() != series.size()) {
                throw new IllegalArgumentException(
                        group.label() + " has " + group.values().size() + " bars for " + series.size() + " series");
            }
        }
    }
}
