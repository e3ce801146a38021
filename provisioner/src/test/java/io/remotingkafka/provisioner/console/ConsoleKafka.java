package io.remotingkafka.provisioner.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A real Kafka that carries events to the console. */
public class ConsoleKafka implements QuarkusTestResourceLifecycleManager {
    static final TopicNames TOPICS = new TopicNames("it.console");

    private EmbeddedKafka kafka;

    @Override
    public Map<String, String> start() {
        try {
            kafka = EmbeddedKafka.start(
                    KafkaSettings.in(Files.createTempDirectory("console-kafka").resolve("kafka")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (ScriptedBroker broker = new ScriptedBroker(kafka.settings().bootstrapServers())) {
            broker.create(TOPICS.agents(), 4);
            broker.create(TOPICS.queue(), 4);
        }
        return Map.of(
                "kafka.bootstrap.servers",
                kafka.settings().bootstrapServers(),
                "provisioner.agents.prefix",
                TOPICS.prefix());
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }
}
