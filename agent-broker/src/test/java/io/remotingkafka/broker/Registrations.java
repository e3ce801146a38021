package io.remotingkafka.broker;

import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How many agents the broker has registered. An {@code Open} that is written after its agent's registration is read; what
 * was written before is not.
 */
final class Registrations {
    private Registrations() {}

    /** The events on the agents topic: at least one for each agent that is registered. */
    static long on(KafkaSettings kafka, TopicNames topics) throws InterruptedException, ExecutionException {
        String agents = topics.agents();
        try (Admin admin = Admin.create(kafka.adminClient())) {
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(List.of(agents)).allTopicNames().get().get(agents).partitions().stream()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(agents, partition.partition()),
                                    partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }
}
