package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka with users: the broker lets the console's user read what is told of agents and queues, and nothing else. */
class ConsoleUserE2E {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String USER = "console";
    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);

    @TempDir
    Path directory;

    private ConformanceController controller;
    private Installation installation;
    private Map<String, Object> console;

    @BeforeEach
    void start() {
        controller = new ConformanceController(ControllerSettings.DEFAULT).start();
        installation = Installation.startWithUsers(directory, controller.url(), "broker")
                .withBrokerSetting("remoting.console-kafka-user", USER)
                .withAgent("x");
        installation.users().addWithoutRights(USER);
        console = installation.users().client(USER);
    }

    @AfterEach
    void end() {
        installation.close();
        controller.close();
    }

    @Test
    void theConsoleReadsTheEventsAndNeitherWritesThemNorReadsFrames() {
        // Given
        installation.users().letBrokerMakeUsers();

        // When
        installation.broker("broker");

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(agentsOnKafka())
                .anySatisfy(key -> assertThat(key).contains("main").contains("x")));
        reads(TOPICS.queue());
        reads(TOPICS.clusters());
        refused(() -> Frames.write(console, TOPICS.agents(), new byte[] {1}));
        refused(() -> Frames.write(console, TOPICS.queue(), new byte[] {1}));
        refused(() -> Frames.write(console, TOPICS.clusters(), new byte[] {1}));
        refused(() -> Frames.read(console, Frames.up("x"), 0));
        refused(() -> Frames.read(console, Frames.down("x"), 0));
        refused(() -> Frames.write(console, Frames.up("x"), Forged.open("x")));
    }

    private void reads(String topic) {
        Frames.write(installation.kafka().settings().adminClient(), topic, new byte[] {1});

        assertThat(Frames.read(console, topic, 0)).hasSize(1);
    }

    private static void refused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(AuthorizationException.class);
    }

    /** The keys of all that is in the agents topic, as the console reads them. */
    private List<String> agentsOnKafka() {
        try (var consumer = new KafkaConsumer<>(console, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPICS.agents()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> keys = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(5))
                    .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
            return keys;
        }
    }

    @Test
    void aBrokerThatMayGiveNoRightsSaysSoAndServesItsAgents() {
        Installation.Broker broker = installation.broker("broker");

        assertThat(broker.service().process().log())
                .contains("remoting.console-kafka-user=console", "Alter the cluster");
        refused(() -> Frames.read(console, TOPICS.agents(), 0));
    }
}
