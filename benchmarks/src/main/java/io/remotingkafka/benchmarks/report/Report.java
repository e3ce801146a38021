package io.remotingkafka.benchmarks.report;

import io.remotingkafka.benchmarks.measure.Machine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one run of a benchmark has to say.
 *
 * @param name of the benchmark; also of its files
 * @param form whether the services ran in the JVM or as native executables, or both
 * @param notes what a reader has to know about these figures
 */
public record Report(
        String name, Run run, String form, List<Table> tables, List<Target> targets, List<String> notes, Chart chart) {
    /**
     * When and where.
     *
     * @param commit of this project
     */
    public record Run(Instant at, String commit, Machine machine) {}

    public Report {
        tables = List.copyOf(tables);
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
    }

    /** For a terminal. */
    public String asText() {
        return tables.stream().map(Table::asText).collect(Collectors.joining("\n"))
                + targets.stream().map(target -> target + "\n").collect(Collectors.joining("", "\n", ""))
                + notes.stream().map(note -> "note    " + note + "\n").collect(Collectors.joining());
    }

    /** For programs. */
    public String asJson() {
        JsonObject machine = new JsonObject()
                .put("cpu", run.machine().cpu())
                .put("cores", run.machine().cores())
                .put("memoryMiB", run.machine().memoryMiB())
                .put("system", run.machine().system())
                .put("java", run.machine().java());
        JsonObject all = new JsonObject()
                .put("benchmark", name)
                .put("at", run.at().toString())
                .put("commit", run.commit())
                .put("services", form)
                .put("machine", machine)
                .put("tables", new JsonArray(tables.stream().map(Report::json).toList()))
                .put("targets", new JsonArray(targets.stream().map(Report::json).toList()))
                .put("notes", new JsonArray(notes));
        return all.encodePrettily() + "\n";
    }

    private static JsonObject json(Table table) {
        List<JsonObject> rows = table.rows().stream()
                .map(row -> {
                    JsonObject values = new JsonObject();
                    for (int i = 0; i < row.values().size(); i++) {
                        String column = table.columns().get(i).name();
                        row.values().get(i).ifPresent(value -> values.put(column, rounded(value)));
                    }
                    return new JsonObject().put("label", row.label()).put("values", values);
                })
                .toList();
        JsonObject units = new JsonObject();
        table.columns().forEach(column -> units.put(column.name(), column.unit()));
        return new JsonObject().put("title", table.title()).put("units", units).put("rows", new JsonArray(rows));
    }

    private static JsonObject json(Target target) {
        return new JsonObject()
                .put("what", target.what())
                .put("measured", rounded(target.measured()))
                .put("kind", target.kind().name())
                .put("bound", target.bound())
                .put("unit", target.unit())
                .put("holds", target.holds());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
