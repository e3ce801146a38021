package io.remotingkafka.testbed.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** A Kafka node as a process of its own: {@code KafkaNodeMain <file written by KafkaProcess>}. */
final class KafkaNodeMain {
    /** What it prints when it is ready. */
    static final String READY = "KAFKA READY";

    private KafkaNodeMain() {}

    public static void main(String[] args) throws Exception {
        Properties stored = new Properties();
        try (var in = java.nio.file.Files.newBufferedReader(Path.of(args[0]))) {
            stored.load(in);
        }
        EmbeddedKafka kafka = EmbeddedKafka.start(StoredSettings.of(stored));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
