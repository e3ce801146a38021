package io.remotingkafka.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code ./bench} is asked for. */
sealed interface Options {
    /** To measure. */
    record Chosen(List<Benchmark> benchmarks, boolean isNative, Scale scale, Path results) implements Options {}

    /** To explain itself. */
    record Help() implements Options {}

    /** Something that it does not know. */
    record Wrong(String message) implements Options {}

    /** Reads a command line. */
    static Options parse(List<String> arguments, List<Benchmark> known) {
        List<Benchmark> chosen = new ArrayList<>();
        boolean isNative = false;
        Scale scale = Scale.FULL;
        Path results = Path.of("benchmarks", "results");
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "-h", "--help" -> {
                    return new Help();
                }
                case "--native" -> isNative = true;
                case "--tiny" -> scale = Scale.TINY;
                case "--results" -> {
                    if (!rest.hasNext()) {
                        return new Wrong("--results needs a directory.");
                    }
                    results = Path.of(rest.next());
                }
                case "all" -> known.stream().filter(Benchmark::runsHere).forEach(chosen::add);
                default -> {
                    Optional<Benchmark> named = known.stream()
                            .filter(benchmark -> benchmark.name().equals(argument))
                            .findFirst();
                    if (named.isEmpty()) {
                        return new Wrong("There is no benchmark and no option " + argument + ".");
                    }
                    chosen.add(named.get());
                }
            }
        }
        return chosen.isEmpty()
                ? new Wrong("Which benchmark?")
                : new Chosen(List.copyOf(chosen), isNative, scale, results);
    }

    /** How to use it. */
    static String help(List<Benchmark> known) {
        return """
                Usage: ./bench [--native] [--tiny] [--results DIRECTORY] BENCHMARK...

                %s
                  all            all of them, one after the other

                  --native       runs the services as native executables, which must have been built
                  --tiny         a few of everything: tells whether it works, and nothing else
                  --results      where JSON and plots go; benchmarks/results if it is not given
                """.formatted(known.stream()
                .map(benchmark -> "  %-13s  %s".formatted(benchmark.name(), benchmark.summary()))
                .collect(Collectors.joining("\n")));
    }
}
