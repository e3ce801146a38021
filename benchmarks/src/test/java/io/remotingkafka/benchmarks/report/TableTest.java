package io.remotingkafka.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS = List.of(new Column("p50", "us"), new Column("calls", ""));

    @Test
    void columnsAreAlignedAndGapsShown() {
        Table table = new Table(
                "Latency",
                COLUMNS,
                List.of(
                        Row.of("tunnel", 1_234.5, 10),
                        new Row("direct WebSocket", List.of(OptionalDouble.of(81.25), OptionalDouble.empty()))));

        assertThat(table.asText()).isEqualTo("""
                        Latency
                                            p50 [us]  calls
                          tunnel                1235     10
                          direct WebSocket      81.3      -
                        """);
    }

    @Test
    void figuresHaveTheDigitsThatTheyDeserve() {
        assertThat(Table.number(1_234.56)).isEqualTo("1235");
        assertThat(Table.number(12.345)).isEqualTo("12.3");
        assertThat(Table.number(1.004)).isEqualTo("1.00");
        assertThat(Table.number(7)).isEqualTo("7");
    }

    @Test
    void aRowHasAValueForEachColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table("", COLUMNS, List.of(Row.of("short", 1))))
                .withMessageContaining("short has 1 values for 2 columns");
    }

    @Test
    void targetsTellWhetherTheyHold() {
        assertThat(Target.atMost("ratio", 1.2, 1.2, "x").holds()).isTrue();
        assertThat(Target.atMost("ratio", 1.21, 1.2, "x")).hasToString("missed  ratio: 1.21 x (<= 1.20 x)");
        assertThat(Target.atLeast("pace", 0.7, 0.7, "").holds()).isTrue();
        assertThat(Target.atLeast("pace", 0.6, 0.7, "").holds()).isFalse();
    }
}
