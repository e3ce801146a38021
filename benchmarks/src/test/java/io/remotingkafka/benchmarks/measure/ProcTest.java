package io.remotingkafka.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What other programs print, read. */
class ProcTest {
    @Test
    void theFirstLineOfProcStat() {
        CpuTicks ticks = CpuTicks.parse("cpu  100 5 20 800 50 3 2 20 7 0");

        assertThat(ticks).isEqualTo(new CpuTicks(150, 1_000));
    }

    @Test
    void theBusyShareIsOfTheTimeBetween() {
        CpuTicks before = new CpuTicks(100, 1_000);

        assertThat(new CpuTicks(250, 1_200).busySince(before)).isEqualTo(0.75);
        assertThat(before.busySince(before)).isZero();
    }

    @Test
    void theLastLineOfAHistogram() {
        String histogram = """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         21478        2077616  [B (java.base@25)
                Total        123456       12345678
                """;

        assertThat(LiveHeap.parse(histogram)).isEqualTo(12_345_678);
        assertThatIllegalStateException()
                .isThrownBy(() -> LiveHeap.parse("1234: No such process"))
                .withMessageContaining("No such process");
    }

    @Test
    void thisMachine() {
        assertThat(Machine.here().cores()).isPositive();
        assertThat(Machine.here().memoryMiB()).isPositive();
    }
}
