package io.remotingkafka.testbed.kafka;

import io.remotingkafka.testbed.process.ChildProcess;
import io.remotingkafka.testbed.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Kafka node as a process of its own, which can be killed and started again on its data. */
public final class KafkaProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final KafkaSettings settings;
    private final Path log;
    private ChildProcess process;

    private KafkaProcess(KafkaSettings settings) {
        this.settings = settings;
        this.log = settings.directory().resolveSibling(settings.directory().getFileName() + ".log");
    }

    /** Starts a node; ready when it returns. */
    public static KafkaProcess start(KafkaSettings settings) {
        KafkaProcess kafka = new KafkaProcess(settings);
        kafka.start();
        return kafka;
    }

    /** Starts it again, after {@link #kill} or {@link #stop}. */
    public void start() {
        Path file = settings.directory().resolveSibling(settings.directory().getFileName() + ".properties");
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newBufferedWriter(file)) {
                StoredSettings.of(settings).store(out, "Settings of a Kafka node");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka's settings cannot be written to " + file, e);
        }
        List<String> command =
                JavaCommand.of(KafkaNodeMain.class, List.of("-Xmx512m", "-XX:+UseSerialGC"), List.of(file.toString()));
        process = ChildProcess.start("kafka", command, log);
        process.awaitLog(KafkaNodeMain.READY, START_LIMIT);
    }

    /** How it was started. */
    public KafkaSettings settings() {
        return settings;
    }

    /** The process itself. */
    public ChildProcess process() {
        return process;
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM: it stops in order. */
    public void stop() {
        process.terminate(Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
