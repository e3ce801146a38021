package io.remotingkafka.testbed.kafka;

import java.nio.file.Files;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka node in this JVM. */
public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaSettings settings;
    private final KafkaRaftServer server;

    private EmbeddedKafka(KafkaSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Formats the directory where that has not been done, and starts; ready when it returns.
     *
     * @throws IllegalStateException if the node cannot start: a port in use, a directory of another node
     */
    public static EmbeddedKafka start(KafkaSettings settings) {
        try {
            format(settings);
            return startFormatted(settings);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka cannot start in " + settings.directory() + ": " + e.getMessage(), e);
        }
    }

    private static EmbeddedKafka startFormatted(KafkaSettings settings) {
        EmbeddedKafka kafka = new EmbeddedKafka(
                settings, new KafkaRaftServer(KafkaConfig.fromProps(settings.serverProperties(), false), Time.SYSTEM));
        try {
            kafka.server.startup();
            return kafka;
        } catch (RuntimeException e) {
            // What has been started has threads, which would keep this JVM alive.
            kafka.close();
            throw e;
        }
    }

    private static void format(KafkaSettings settings) throws Exception {
        Files.createDirectories(settings.directory());
        if (Files.exists(settings.directory().resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(settings.directory().toString())
                .addDirectory(settings.directory().toString())
                .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream(), false, "UTF-8"));
        settings.adminPassword()
                .ifPresent(password -> formatter.setScramArguments(
                        List.of("SCRAM-SHA-512=[name=" + KafkaSettings.ADMIN + ",password=" + password + "]")));
        formatter.run();
    }

    /** How it was started. */
    public KafkaSettings settings() {
        return settings;
    }

    /** Stops it in order. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
