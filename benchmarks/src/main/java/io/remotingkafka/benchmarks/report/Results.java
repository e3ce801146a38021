package io.remotingkafka.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports are kept: a JSON file and a plot for each benchmark, the latest run's. */
public record Results(Path directory) {
    /** Writes both files, over those of an earlier run. */
    public void write(Report report) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(report.name() + ".json"), report.asJson());
            Files.writeString(directory.resolve(report.name() + ".svg"), Svg.draw(report.chart()));
        } catch (IOException e) {
            throw new UncheckedIOException("The results of " + report.name() + " cannot be written", e);
        }
    }
}
