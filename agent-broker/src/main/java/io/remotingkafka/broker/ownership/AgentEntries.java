package io.remotingkafka.broker.ownership;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.TopicNames;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What Kafka has of an agent: its two topics, its user's rights to them, and its entry on the agents topic. */
final class AgentEntries {
    private final Admin admin;
    private final TopicNames topics;
    private final EventWriter writer;
    private final BrokerTopics brokerTopics;
    private final AgentRights rights;
    // Written where Kafka's answers arrive.
    private final Set<AgentId> fresh = ConcurrentHashMap.newKeySet();

    AgentEntries(OwnershipClients clients, TopicNames topics) {
        this.admin = clients.admin();
        this.topics = topics;
        this.writer = clients.writer();
        this.brokerTopics = clients.topics();
        this.rights = clients.rights();
    }

    /** Makes the topics, or finds them, and grants the rights. */
    Future<Void> makeTopics(AgentId agent) {
        return brokerTopics
                .make(agent)
                .onSuccess(made -> {
                    if (made) {
                        fresh.add(agent);
                    }
                })
                .compose(made -> rights.grant(agent));
    }

    /** Writes the entry of an agent that has its topics; {@code partition} is the one of the agents topic. */
    Future<Void> announce(AgentId agent, int partition, AgentOrigin origin) {
        if (fresh.remove(agent)) {
            // A sidecar may have been faster: its Open stands in the topic already.
            return publish(partition, new AgentEvent.AgentRegistered(AgentState.fresh(agent, 0, origin)));
        }
        TopicPartition up = new TopicPartition(topics.up(agent), 0);
        // What stands in the topic from an earlier life of the name is nobody's.
        return KafkaAnswer.of(admin.listOffsets(Map.of(up, OffsetSpec.latest()))
                        .partitionResult(up)
                        .toCompletionStage())
                .compose(end -> publish(
                        partition, new AgentEvent.AgentRegistered(AgentState.fresh(agent, end.offset(), origin))));
    }

    /** Removes the entry first, so that nobody serves an agent whose topics go, and then the topics. */
    Future<Void> remove(AgentState state, int partition) {
        return publish(partition, new AgentEvent.AgentRetired(state))
                .compose(v ->
                        writer.forget(topics.agents(), partition, state.id().key()))
                .compose(v -> brokerTopics.remove(state.id()));
    }

    Future<Void> publish(int partition, AgentEvent event) {
        return writer.write(topics.agents(), partition, event);
    }
}
