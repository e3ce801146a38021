package io.remotingkafka.broker.ownership;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.tunnel.kafka.ClientConfigs;
import io.remotingkafka.tunnel.kafka.RecordReader;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** The Kafka clients that {@link Ownership} works with. */
public record OwnershipClients(
        Admin admin,
        RecordReader reader,
        EventWriter writer,
        BrokerTopics topics,
        AgentRights rights,
        ConsoleRights consoleRights)
        implements AutoCloseable {
    /**
     * With an event writer of its own, beside the instance's admin client and reader.
     *
     * @param kafkaUsers those of permanent agents that the broker looks after
     * @param consoleUser the console's, if the broker looks after it
     */
    public static OwnershipClients create(
            Map<String, Object> kafka,
            String instance,
            Admin admin,
            RecordReader reader,
            TopicNames names,
            BrokerConfig.Topics topics,
            Map<AgentId, String> kafkaUsers,
            Optional<String> consoleUser) {
        EventWriter writer = new EventWriter(ClientConfigs.producer(kafka, instance + "-events"), instance);
        return new OwnershipClients(
                admin,
                reader,
                writer,
                new BrokerTopics(admin, names, topics),
                new AgentRights(admin, names, kafkaUsers),
                new ConsoleRights(admin, names, consoleUser));
    }

    @Override
    public void close() {
        writer.close();
    }
}
