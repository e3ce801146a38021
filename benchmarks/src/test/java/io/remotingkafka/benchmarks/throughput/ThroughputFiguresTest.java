package io.remotingkafka.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.benchmarks.Benchmark.Figures;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.benchmarks.throughput.Throughput.Way;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThroughputFiguresTest {
    private static Transfer transfer(double perSecond, double cpuPerMegabyte, double busy) {
        Duration cpu = Duration.ofNanos((long) (cpuPerMegabyte * 100 * 1e6));
        return new Transfer(100, Duration.ofNanos((long) (100 / perSecond * 1e9)), cpu, cpu, cpu, busy);
    }

    private static Figures figures(Transfer tunnel) {
        Map<Way, List<Transfer>> measured = new EnumMap<>(Way.class);
        measured.put(Way.TUNNEL_UP, List.of(tunnel));
        measured.put(Way.TUNNEL_DOWN, List.of(tunnel));
        measured.put(Way.DIRECT_UP, List.of(transfer(200, 0, 1)));
        measured.put(Way.DIRECT_DOWN, List.of(transfer(200, 0, 1)));
        measured.put(Way.KAFKA, List.of(transfer(100, 1, 1)));
        return ThroughputFigures.of(measured, 32_768, "a note");
    }

    @Test
    void theSlowerBaselineCounts() {
        Figures figures = figures(transfer(75, 10, 1));

        assertThat(figures.targets()).hasSize(2).allMatch(Target::holds);
        assertThat(figures.targets().getFirst().measured()).isCloseTo(0.75, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void processorTimeCountsWhereAllCoresAreBusy() {
        Figures figures = figures(transfer(50, 7, 0.95));

        assertThat(figures.targets()).hasSize(4).allMatch(Target::holds);
        assertThat(figures.targets()).extracting(Target::unit).containsOnly("ms/MB");
    }

    @Test
    void aSlowTunnelOnAnIdleMachineHasNoExcuse() {
        Figures figures = figures(transfer(50, 7, 0.5));

        assertThat(figures.targets()).hasSize(2).noneMatch(Target::holds);
    }

    @Test
    void theMedianIsOfEachFigureForItself() {
        List<Transfer> transfers = List.of(transfer(10, 3, 1), transfer(30, 1, 1), transfer(20, 2, 1));

        assertThat(Transfer.median(transfers, Transfer::megabytesPerSecond))
                .isCloseTo(20, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(Transfer.median(transfers, t -> t.millisPerMegabyte(t.relay())))
                .isCloseTo(2, org.assertj.core.data.Offset.offset(1e-6));
    }
}
