package io.remotingkafka.agent.tunnel;

import io.remotingkafka.protocol.naming.AgentId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the sidecar asks Kafka about its agent's two topics. */
final class Topics {
    private Topics() {}

    /** The end of {@code down}, once both topics exist. */
    static CompletionStage<Long> endOf(Admin admin, String up, String down) {
        TopicPartition partition = new TopicPartition(down, 0);
        return admin.describeTopics(List.of(up, down))
                .allTopicNames()
                .toCompletionStage()
                .thenCompose(both -> admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .toCompletionStage())
                .thenApply(result -> result.offset());
    }

    /** Why it did not work, and what is to be done, for an administrator. */
    static String explain(Throwable failure, AgentId agent) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case UnknownTopicOrPartitionException e ->
                "the topics of agent '" + agent.agent() + "' do not exist: the broker makes them when the agent is"
                        + " registered for controller '" + agent.controller() + "' (remoting.controllers."
                        + agent.controller() + ".agents), under the same remoting.prefix";
            case AuthenticationException e ->
                "Kafka refuses the credentials (kafka.sasl.*, kafka.ssl.*): " + e.getMessage();
            case AuthorizationException e ->
                "Kafka refuses this user the agent's topics (it needs Write and Describe on .up, Read and Describe on"
                        + " .down): " + e.getMessage();
            default -> "Kafka cannot be reached (kafka.bootstrap.servers): " + cause.getMessage();
        };
    }
}
