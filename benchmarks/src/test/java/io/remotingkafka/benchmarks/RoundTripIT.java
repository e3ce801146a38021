package io.remotingkafka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.benchmarks.report.Report;
import io.remotingkafka.benchmarks.roundtrip.RoundTrip;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A benchmark runs and leaves its results. What it measures in so short a time means nothing. */
class RoundTripIT {
    @Test
    void tableJsonAndPlotComeOut(@TempDir Path results) throws IOException {
        RoundTrip benchmark = new RoundTrip();

        Report report = Main.run(benchmark, new Options.Chosen(List.of(benchmark), false, Scale.TINY, results));

        assertThat(report.asText()).contains("200 B, through the tunnel", "9600 B, Kafka's own", "direct WebSocket");
        assertThat(report.targets()).hasSize(4).allSatisfy(target -> assertThat(target.measured())
                .isPositive());
        JsonObject json = new JsonObject(Files.readString(results.resolve("round-trip.json")));
        assertThat(json.getJsonArray("tables").getJsonObject(0).getJsonArray("rows"))
                .hasSize(10);
        assertThat(Files.readString(results.resolve("round-trip.svg")))
                .startsWith("<svg")
                .contains("2 x Kafka's own");
    }
}
