package io.remotingkafka.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void sharesAreMeasuredTimes() {
        long[] hundredToOne =
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000).toArray();

        Latencies latencies = new Latencies(hundredToOne);

        assertThat(latencies.micros(0.5)).isEqualTo(50);
        assertThat(latencies.micros(0.99)).isEqualTo(99);
        assertThat(latencies.micros(1)).isEqualTo(100);
        assertThat(latencies.micros(0.001)).isEqualTo(1);
    }

    @Test
    void aSingleTimeIsEveryShare() {
        Latencies latencies = new Latencies(new long[] {1_500});

        assertThat(latencies.micros(0.5)).isEqualTo(1.5);
        assertThat(latencies.micros(0.99)).isEqualTo(1.5);
    }

    @Test
    void nothingHasNoShares() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Latencies(new long[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Latencies(new long[] {1}).micros(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Latencies(new long[] {1}).micros(50));
    }

    @Test
    void samplesKeepAll() {
        Samples samples = new Samples();
        for (int i = 1; i <= 5_000; i++) {
            samples.add(i * 1_000L);
        }

        assertThat(samples.latencies().count()).isEqualTo(5_000);
        assertThat(samples.latencies().micros(0.5)).isEqualTo(2_500);
    }
}
