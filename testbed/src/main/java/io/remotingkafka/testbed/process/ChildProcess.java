package io.remotingkafka.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this one started, with its output in a file. It ends with this one at the latest. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread endsWithParent;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.endsWithParent = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endsWithParent);
    }

    /** Starts a command; its output replaces what that file held. */
    public static ChildProcess start(String name, List<String> command, Path log) {
        return start(name, command, log, log.toAbsolutePath().getParent(), Map.of());
    }

    /** Starts a command in that directory, with this environment beside the parent's. */
    public static ChildProcess start(
            String name, List<String> command, Path log, Path directory, Map<String, String> environment) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started: " + command.getFirst(), e);
        }
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of " + name + " cannot be read", e);
        }
    }

    /**
     * Waits until it has printed this.
     *
     * @throws IllegalStateException with the end of its log, if it ends before or takes longer
     */
    public void awaitLog(String text, Duration atMost) {
        Instant deadline = Instant.now().plus(atMost);
        while (!log().contains(text)) {
            if (Instant.now().isAfter(deadline) || !process.isAlive()) {
                throw new IllegalStateException(name + (process.isAlive() ? " did not say" : " ended before it said")
                        + " '" + text + "' within " + atMost.toSeconds() + " s. Its log ends:\n" + tail());
            }
            pause(LOOK_AGAIN);
        }
    }

    /** Waits for a while, or until it ends. */
    void pause(Duration time) {
        if (waitFor(time) && process.isAlive()) {
            throw new IllegalStateException(name + " has ended and lives");
        }
    }

    /** The last lines of its log. */
    public String tail() {
        String text = log();
        return text.substring(Math.max(0, text.length() - 4_000));
    }

    /** SIGTERM, and SIGKILL where it takes longer than this; the exit code. */
    public int terminate(Duration atMost) {
        process.destroy();
        if (!waitFor(atMost)) {
            kill();
        }
        return ended();
    }

    /** SIGTERM, without waiting. */
    public void askToEnd() {
        process.destroy();
    }

    /** Waits for its end; the exit code. */
    public int awaitEnd(Duration atMost) {
        if (!waitFor(atMost)) {
            throw new IllegalStateException(
                    name + " did not end within " + atMost.toSeconds() + " s. Its log ends:\n" + tail());
        }
        return ended();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(30));
        ended();
    }

    private int ended() {
        if (!process.isAlive()) {
            try {
                Runtime.getRuntime().removeShutdownHook(endsWithParent);
            } catch (IllegalStateException e) {
                // This JVM is ending itself: the hook has nothing left to do.
                return process.exitValue();
            }
            return process.exitValue();
        }
        throw new IllegalStateException(name + " cannot be ended, pid " + process.pid());
    }

    private boolean waitFor(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, e);
        }
    }

    /** Memory that it has in RAM, in KiB. Linux only. */
    public long residentKiB() {
        return status("VmRSS");
    }

    /** The most memory that it had in RAM at any time, in KiB. Linux only. */
    public long mostResidentKiB() {
        return status("VmHWM");
    }

    /** How many threads it has. Linux only. */
    public int threads() {
        return (int) status("Threads");
    }

    private long status(String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid()), "status"))) {
            return lines.filter(line -> line.startsWith(key + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No " + key + " of " + name + ": has it ended?"));
        } catch (IOException e) {
            throw new UncheckedIOException("The state of " + name + " cannot be read", e);
        }
    }

    /** Processor time that it has taken so far. */
    public Duration cpuTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
