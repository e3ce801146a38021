package io.remotingkafka.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.remotingkafka.benchmarks.measure.Machine;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {
    private static final Chart CHART = new Chart(
            "Latency <small>",
            "us",
            List.of("tunnel", "Kafka & others"),
            List.of(new Chart.Group("p50", List.of(3.0, 1.5))));

    private static final Report REPORT = new Report(
            "round-trip",
            new Report.Run(
                    Instant.parse("2026-11-25T12:00:00Z"),
                    "abc1234",
                    new Machine("A CPU", 2, 24_000, "Linux", "JDK 25")),
            "JVM",
            List.of(new Table(
                    "Latency",
                    List.of(new Table.Column("p50", "us"), new Table.Column("p99", "us")),
                    List.of(new Table.Row("tunnel", List.of(OptionalDouble.of(1_234.56789), OptionalDouble.empty()))))),
            List.of(Target.atMost("ratio", 1.1, 1.2, "x")),
            List.of("a note"),
            CHART);

    @Test
    void jsonHasAllThatWasMeasuredAndWhere() {
        JsonObject json = new JsonObject(REPORT.asJson());

        assertThat(json.getString("benchmark")).isEqualTo("round-trip");
        assertThat(json.getString("at")).isEqualTo("2026-11-25T12:00:00Z");
        assertThat(json.getString("commit")).isEqualTo("abc1234");
        assertThat(json.getJsonObject("machine").getInteger("cores")).isEqualTo(2);
        JsonObject row = json.getJsonArray("tables")
                .getJsonObject(0)
                .getJsonArray("rows")
                .getJsonObject(0);
        assertThat(row.getJsonObject("values").getMap()).isEqualTo(java.util.Map.of("p50", 1_234.568));
        assertThat(json.getJsonArray("targets").getJsonObject(0).getBoolean("holds"))
                .isTrue();
    }

    @Test
    void textHasTablesTargetsAndNotes() {
        assertThat(REPORT.asText()).contains("tunnel", "holds   ratio: 1.10 x (<= 1.20 x)", "note    a note");
    }

    @Test
    void thePlotIsXmlWithABarForEachValue() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Svg.draw(CHART).getBytes(StandardCharsets.UTF_8)));

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Latency <small>");
        // The ground, a square a series in the legend, and a bar a value.
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2 + 2);
    }

    @Test
    void aGroupHasABarForEachSeries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Chart("", "", List.of("one", "two"), List.of(new Chart.Group("short", List.of(1.0)))));
    }

    @Test
    void bothFilesAreWritten(@TempDir Path directory) {
        new Results(directory.resolve("new")).write(REPORT);

        assertThat(directory.resolve("new/round-trip.json")).hasContent(REPORT.asJson());
        assertThat(Files.exists(directory.resolve("new/round-trip.svg"))).isTrue();
    }
}
