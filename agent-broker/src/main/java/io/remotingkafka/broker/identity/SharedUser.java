package io.remotingkafka.broker.identity;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.util.Map;
import java.util.Set;

/** All agents log in as somebody else has decided, or Kafka has no users. */
final class SharedUser implements AgentUsers {
    @Override
    public Map<String, String> make(AgentId agent) {
        return Map.of();
    }

    @Override
    public void remove(AgentId agent) {}

    @Override
    public Set<AgentName> existing(ControllerName controller) {
        return Set.of();
    }
}
