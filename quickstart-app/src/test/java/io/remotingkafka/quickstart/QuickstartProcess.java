package io.remotingkafka.quickstart;

import io.remotingkafka.testbed.net.Listeners;
import io.remotingkafka.testbed.process.ChildProcess;
import io.remotingkafka.testbed.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The quickstart as the script starts it, with files of its own. */
final class QuickstartProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final ChildProcess process;

    private QuickstartProcess(ChildProcess process) {
        this.process = process;
    }

    static QuickstartProcess start(Path directory, String... arguments) {
        // A shell's background job hands down that Ctrl-C is ignored; here it is what is tested.
        List<String> command = new java.util.ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(JavaCommand.of(
                Quickstart.class,
                List.of("-Xmx512m", "-D" + Quickstart.DIRECTORY + "=" + directory),
                List.of(arguments)));
        return new QuickstartProcess(ChildProcess.start(
                "quickstart",
                command,
                directory.resolve("output.txt"),
                Path.of("").toAbsolutePath(),
                java.util.Map.of()));
    }

    QuickstartProcess awaitOutput(String text) {
        process.awaitLog(text, LIMIT);
        return this;
    }

    String output() {
        return process.log();
    }

    /** It and all that it has started. */
    List<ProcessHandle> family() {
        ProcessHandle self = ProcessHandle.of(process.pid()).orElseThrow();
        return Stream.concat(Stream.of(self), self.descendants()).toList();
    }

    List<Listeners.Socket> listeners() {
        return family().stream()
                .flatMap(member -> Listeners.of(member.pid()).stream())
                .toList();
    }

    /** What Ctrl-C is to it. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run", e);
        }
    }

    int awaitEnd() {
        return process.awaitEnd(LIMIT);
    }

    @Override
    public void close() {
        process.terminate(Duration.ofSeconds(30));
    }
}
