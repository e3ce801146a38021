package io.remotingkafka.provisioner.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** A real Kafka that carries events to the console. */
public class ConsoleKafka implements QuarkusTestResourceLifecycleManager {
    static final TopicNames TOPICS = new TopicNames("it.console");

    private static final String SERVERS = "kafka.bootstrap.servers";

    private EmbeddedKafka kafka;

    /** Tells events there. Asked for and not injected: what a test class injects is demanded of every other test's console. */
    static ScriptedBroker broker() {
        return new ScriptedBroker(ConfigProvider.getConfig().getValue(SERVERS, String.class));
    }

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
        return Map.of(SERVERS, kafka.settings().bootstrapServers(), "provisioner.agents.prefix", TOPICS.prefix());
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }
}
