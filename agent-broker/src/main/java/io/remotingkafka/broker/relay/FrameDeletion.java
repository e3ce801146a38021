package io.remotingkafka.broker.relay;

import io.remotingkafka.protocol.naming.TopicNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Has Kafka delete frames behind their readers: this instance's own position in {@code .up}, and in {@code .down} the one
 * that the agent's frames tell.
 */
final class FrameDeletion {
    private static final Logger LOG = Logger.getLogger(FrameDeletion.class);

    private final Admin admin;
    private final TopicNames topics;
    private final Map<TopicPartition, Long> deleted = new HashMap<>();

    FrameDeletion(Admin admin, TopicNames topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /** For these agents, where they have read on since the last call. */
    void run(Collection<AgentRelay> agents) {
        Map<TopicPartition, RecordsToDelete> due = new HashMap<>();
        for (AgentRelay agent : agents) {
            add(due, topics.up(agent.agent()), agent.readUp());
            add(due, topics.down(agent.agent()), agent.readDown());
        }
        if (!due.isEmpty()) {
            admin.deleteRecords(due).all().toCompletionStage().whenComplete((v, failure) -> {
                if (failure != null) {
                    LOG.debugf("Read frames were not deleted, next time will do: %s", failure.getMessage());
                }
            });
        }
    }

    private void add(Map<TopicPartition, RecordsToDelete> due, String topic, long before) {
        TopicPartition partition = new TopicPartition(topic, 0);
        if (before > deleted.getOrDefault(partition, 0L)) {
            deleted.put(partition, before);
            due.put(partition, RecordsToDelete.beforeOffset(before));
        }
    }
}
