package io.remotingkafka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Main.ALL);
    }

    @Test
    void benchmarksAreChosenByName() {
        assertThat(parse("throughput", "--native", "--tiny", "--results", "/tmp/r"))
                .isInstanceOfSatisfying(Options.Chosen.class, chosen -> {
                    assertThat(chosen.benchmarks()).extracting(Benchmark::name).containsExactly("throughput");
                    assertThat(chosen.isNative()).isTrue();
                    assertThat(chosen.scale()).isEqualTo(Scale.TINY);
                    assertThat(chosen.results()).isEqualTo(Path.of("/tmp/r"));
                });
    }

    @Test
    void allThatThisMachineCanRunAreChosenAtOnce() {
        Benchmark here = new Named("here", true);
        Benchmark elsewhere = new Named("elsewhere", false);

        assertThat(Options.parse(List.of("all"), List.of(here, elsewhere)))
                .isInstanceOfSatisfying(Options.Chosen.class, chosen -> assertThat(chosen.benchmarks())
                        .containsExactly(here));
        assertThat(Options.parse(List.of("elsewhere"), List.of(here, elsewhere)))
                .isInstanceOfSatisfying(Options.Chosen.class, chosen -> assertThat(chosen.benchmarks())
                        .containsExactly(elsewhere));
    }

    private record Named(String name, boolean runsHere) implements Benchmark {
        @Override
        public String summary() {
            return name;
        }

        @Override
        public Figures run(Bench bench) {
            throw new UnsupportedOperationException("only its name counts");
        }
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertThat(parse("round-trips"))
                .isEqualTo(new Options.Wrong("There is no benchmark and no option round-trips."));
        assertThat(parse("all", "--results")).isEqualTo(new Options.Wrong("--results needs a directory."));
        assertThat(parse()).isEqualTo(new Options.Wrong("Which benchmark?"));
    }

    @Test
    void helpNamesEveryBenchmark() {
        assertThat(parse("--help")).isEqualTo(new Options.Help());
        Main.ALL.forEach(benchmark -> assertThat(Options.help(Main.ALL)).contains(benchmark.name()));
    }
}
