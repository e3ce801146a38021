package io.remotingkafka.broker.ownership;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the installation's topics and removes an agent's; a topic that is there already must have the right form. */
public final class BrokerTopics {
    private final Admin admin;
    private final TopicNames names;
    private final BrokerConfig.Topics config;

    BrokerTopics(Admin admin, TopicNames names, BrokerConfig.Topics config) {
        this.admin = admin;
        this.names = names;
        this.config = config;
    }

    /** The agents topic, and those for the queue and for what happens to Kafka; gives the number of the agents topic's partitions. */
    Future<Integer> ensureShared() {
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return create(topic(names.agents(), config.agentsPartitions(), compacted))
                .compose(v -> create(topic(names.queue(), config.agentsPartitions(), Map.of())))
                .compose(v -> create(topic(names.clusters(), 1, Map.of())))
                .compose(v -> check(names.agents(), Optional.empty(), TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /**
     * Makes the two topics of an agent, or finds them as they should be; fails with what is wrong.
     *
     * @return whether it was this call that made the one for its frames
     */
    Future<Boolean> make(AgentId agent) {
        Map<String, String> frames = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                // Frames are deleted behind their reader, but the disk is freed by whole segments.
                TopicConfig.SEGMENT_BYTES_CONFIG,
                String.valueOf(16 * 1024 * 1024),
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(config.frameRetention().toMillis()));
        String up = names.up(agent);
        String down = names.down(agent);
        // In one request: a Kafka that stores metadata once instead of twice answers in half the time.
        Map<String, KafkaFuture<Void>> made = admin.createTopics(List.of(topic(down, 1, frames), topic(up, 1, frames)))
                .values();
        return madeOrThere(made.get(down))
                .compose(fresh -> fresh ? Future.succeededFuture() : checkFrames(down))
                .compose(v -> madeOrThere(made.get(up)))
                .compose(fresh ->
                        fresh ? Future.succeededFuture(true) : checkFrames(up).map(false));
    }

    private Future<Integer> checkFrames(String topic) {
        return check(topic, Optional.of(1), TopicConfig.CLEANUP_POLICY_DELETE);
    }

    /** Removes the two topics of an agent; those that are gone already are none the worse. */
    Future<Void> remove(AgentId agent) {
        return remove(List.of(names.up(agent), names.down(agent)));
    }

    /** All topics of agents of that controller. */
    Future<Set<String>> agentTopics(ControllerName controller) {
        String beginning = names.prefix() + "." + controller + ".agent.";
        return KafkaAnswer.of(admin.listTopics().names().toCompletionStage()).map(all -> all.stream()
                .filter(topic -> topic.startsWith(beginning))
                .collect(Collectors.toSet()));
    }

    /** Removes topics; those that are gone already are none the worse. */
    Future<Void> remove(Collection<String> topics) {
        return KafkaAnswer.of(admin.deleteTopics(topics).all().toCompletionStage())
                .recover(e -> e instanceof UnknownTopicOrPartitionException
                        ? Future.succeededFuture()
                        : Future.failedFuture(e));
    }

    private NewTopic topic(String name, int partitions, Map<String, String> configs) {
        return new NewTopic(name, partitions, config.replicationFactor()).configs(configs);
    }

    private Future<Boolean> create(NewTopic topic) {
        return madeOrThere(admin.createTopics(List.of(topic)).all());
    }

    /** Whether it was this call that made it. */
    private static Future<Boolean> madeOrThere(KafkaFuture<Void> made) {
        return KafkaAnswer.of(made.toCompletionStage())
                .map(true)
                .recover(e ->
                        e instanceof TopicExistsException ? Future.succeededFuture(false) : Future.failedFuture(e));
    }

    private Future<Integer> check(String topic, Optional<Integer> partitions, String cleanup) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Future<TopicDescription> description = KafkaAnswer.of(admin.describeTopics(List.of(topic))
                .topicNameValues()
                .get(topic)
                .toCompletionStage());
        Future<Config> configs = KafkaAnswer.of(
                admin.describeConfigs(List.of(resource)).values().get(resource).toCompletionStage());
        return Future.all(description, configs).compose(both -> {
            int found = description.result().partitions().size();
            String policy =
                    configs.result().get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (partitions.isPresent() && partitions.get() != found) {
                return Future.failedFuture(new WrongTopicException("topic " + topic + " has " + found
                        + " partitions where " + partitions.get() + " is expected: was it made by hand? Delete it"));
            }
            if (!policy.equals(cleanup)) {
                return Future.failedFuture(new WrongTopicException("topic " + topic + " has cleanup.policy=" + policy
                        + " where " + cleanup + " is expected: was it made by hand? Delete it, or set that policy"));
            }
            return Future.succeededFuture(found);
        });
    }
}
