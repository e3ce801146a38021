package io.remotingkafka.benchmarks.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code kubectl} of this machine, for one namespace of the cluster that {@code KUBECONFIG} names. */
final class Kubectl {
    private final String namespace;

    Kubectl(String namespace) {
        this.namespace = namespace;
    }

    /**
     * Runs it to its end, and gives what it printed.
     *
     * @throws IllegalStateException if it did not succeed
     */
    String run(String... arguments) {
        return feed("", arguments);
    }

    /** The same, with something to read. */
    String feed(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
