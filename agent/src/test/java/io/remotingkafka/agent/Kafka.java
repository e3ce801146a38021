package io.remotingkafka.agent;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.frames.ScriptedSide;
import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka for sidecars, without a broker service: tests play the broker themselves. */
final class Kafka implements AutoCloseable {
    static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);

    private final EmbeddedKafka kafka;

    private Kafka(EmbeddedKafka kafka) {
        this.kafka = kafka;
    }

    static Kafka in(Path directory) {
        return new Kafka(EmbeddedKafka.start(KafkaSettings.in(directory.resolve("kafka"))));
    }

    static Kafka withUsers(Path directory, String password) {
        return new Kafka(
                EmbeddedKafka.start(KafkaSettings.in(directory.resolve("kafka")).withUsers(password)));
    }

    static AgentId agent(String name) {
        return new AgentId(new ControllerName("main"), new AgentName(name));
    }

    KafkaSettings settings() {
        return kafka.settings();
    }

    String bootstrapServers() {
        return kafka.settings().bootstrapServers();
    }

    /** What the broker does when it registers an agent. */
    void createTopics(String agent) {
        try (Admin admin = Admin.create(kafka.settings().adminClient())) {
            admin.createTopics(List.of(
                            new NewTopic(TOPICS.up(agent(agent)), 1, (short) 1),
                            new NewTopic(TOPICS.down(agent(agent)), 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The topics cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The broker of that agent. */
    ScriptedSide broker(String agent) {
        Map<String, Object> client = kafka.settings().adminClient();
        return ScriptedSide.broker(client, TOPICS, agent(agent));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
