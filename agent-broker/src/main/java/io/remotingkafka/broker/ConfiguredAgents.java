package io.remotingkafka.broker;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The permanent agents of the settings, by who they are. */
public final class ConfiguredAgents {
    private final Map<AgentId, BrokerConfig.Agent> agents = new HashMap<>();

    /** Of all controllers. */
    public ConfiguredAgents(BrokerConfig config) {
        config.controllers().forEach((controller, settings) -> settings.agents()
                .forEach((key, agent) -> agents.put(
                        new AgentId(
                                new ControllerName(controller),
                                new AgentName(agent.name().orElse(key))),
                        agent)));
    }

    /** All of them. */
    public Set<AgentId> ids() {
        return Set.copyOf(agents.keySet());
    }

    /** Whether the broker asks the controller for this agent's secret. */
    public boolean isSecretFetched(AgentId id) {
        BrokerConfig.Agent agent = agents.get(id);
        return agent != null && agent.fetchSecret() && agent.secret().isEmpty();
    }

    /** The secrets that the settings hold. */
    public Map<AgentId, String> secrets() {
        return having(BrokerConfig.Agent::secret);
    }

    /** The Kafka users whose rights the broker looks after. */
    public Map<AgentId, String> kafkaUsers() {
        return having(BrokerConfig.Agent::kafkaUser);
    }

    private Map<AgentId, String> having(Function<BrokerConfig.Agent, Optional<String>> setting) {
        return agents.entrySet().stream()
                .filter(agent -> setting.apply(agent.getValue()).isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, agent -> setting.apply(agent.getValue())
                        .orElseThrow()));
    }
}
