package io.remotingkafka.broker.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What an agent that is a process has on disk: its settings, its secret, its log, and the number of its process. */
record AgentDirectory(Path path) {
    private static final int LAST_LINES = 15;

    Path log() {
        return path.resolve("log.txt");
    }

    Path workDirectory() {
        return path.resolve("work");
    }

    Path secretFile() {
        return path.resolve("secret");
    }

    void prepare(Map<String, String> settings, String secret) throws IOException {
        Files.createDirectories(workDirectory());
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = Files.createDirectories(path.resolve("config")).resolve("application.properties");
        writePrivately(file, "");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, "Written by the agent-broker");
        }
        writePrivately(secretFile(), secret);
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** Remembers the process, for a broker that comes after this one. */
    void remember(ProcessHandle process) throws IOException {
        Files.writeString(path.resolve("pid"), process.pid() + "\n" + startOf(process));
    }

    /** The process of an earlier broker that still runs here; a number that is used again is another process. */
    Optional<ProcessHandle> leftover() {
        try {
            List<String> lines = Files.readAllLines(path.resolve("pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                    .filter(process -> startOf(process).equals(lines.getLast()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("?");
    }

    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
