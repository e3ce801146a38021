package io.remotingkafka.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Figures side by side.
 *
 * @param title what was measured
 * @param columns with their units
 */
public record Table(String title, List<Column> columns, List<Row> rows) {
    /** What stands in a column, and its unit. */
    public record Column(String name, String unit) {
        @Override
        public String toString() {
            return unit.isEmpty() ? name : name + " [" + unit + "]";
        }
    }

    /**
     * What was measured of one thing.
     *
     * @param values as many as there are columns; empty where it was not measured
     */
    public record Row(String label, List<OptionalDouble> values) {
        public Row {
            values = List.copyOf(values);
        }

        /** A row without gaps. */
        public static Row of(String label, double... values) {
            return new Row(
                    label,
                    java.util.Arrays.stream(values).mapToObj(OptionalDouble::of).toList());
        }
    }

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.values().size() != columns.size()) {
                throw new IllegalArgumentException(
                        row.label() + " has " + row.values().size() + " values for " + columns.size() + " columns");
            }
        }
    }

    /** For a terminal. */
    public String asText() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        columns.forEach(column -> head.add(column.toString()));
        lines.add(head);
        for (Row row : rows) {
            List<String> line = new ArrayList<>(List.of(row.label()));
            row.values().forEach(value -> line.add(value.isPresent() ? number(value.getAsDouble()) : "-"));
            lines.add(line);
        }
        int[] widths = IntStream.rangeClosed(0, columns.size())
                .map(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n", title + "\n", "\n"));
    }

    private static String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder("  ").append(String.format("%-" + widths[0] + "s", line.getFirst()));
        for (int i = 1; i < widths.length; i++) {
            text.append("  ").append(String.format("%" + widths[i] + "s", line.get(i)));
        }
        return text.toString().stripTrailing();
    }

    /** With as many digits as a figure of this size deserves. */
    static String number(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
