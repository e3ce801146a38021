package io.remotingkafka.e2e.kubernetes.helm;

import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command line that is run to its end, as an administrator would type it at the project's root. */
final class Command {
    /** How it ended, with all that it printed. */
    record Result(int code, String output) {
        /** The output of a command that has to succeed. */
        String ok() {
            if (code != 0) {
                throw new AssertionError("Exit code " + code + ":\n" + output);
            }
            return output;
        }
    }

    private Command() {}

    static Result run(Duration atMost, String... command) {
        return run(atMost, Map.of(), List.of(command));
    }

    static Result run(Duration atMost, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("command", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(ProjectRoot.find().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(
                            command + " did not end within " + atMost.toSeconds() + " s:\n" + Files.readString(output));
                }
                return new Result(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
