package io.remotingkafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredAgentsTest {
    private static final AgentId HELD = id("held");
    private static final AgentId FETCHED = id("Name with blanks");

    private final ConfiguredAgents agents = new ConfiguredAgents(Settings.of(Map.of(
            "remoting.controllers.main.url", "http://127.0.0.1/",
            "remoting.controllers.main.agents.held.secret", "c0ffee",
            "remoting.controllers.main.agents.held.fetch-secret", "true",
            "remoting.controllers.main.agents.second.name", "Name with blanks",
            "remoting.controllers.main.agents.second.fetch-secret", "true",
            "remoting.controllers.main.agents.second.kafka-user", "agent-2")));

    @Test
    void agentsHaveTheirKeysNameUnlessTheyHaveAnother() {
        assertThat(agents.ids()).containsExactlyInAnyOrder(HELD, FETCHED);
    }

    @Test
    void aSecretThatIsThereIsNotAskedFor() {
        assertThat(agents.secrets()).isEqualTo(Map.of(HELD, "c0ffee"));
        assertThat(agents.isSecretFetched(HELD)).isFalse();
        assertThat(agents.isSecretFetched(FETCHED)).isTrue();
        assertThat(agents.isSecretFetched(id("unknown"))).isFalse();
    }

    @Test
    void kafkaUsersAreThoseThatAreNamed() {
        assertThat(agents.kafkaUsers()).isEqualTo(Map.of(FETCHED, "agent-2"));
    }

    private static AgentId id(String agent) {
        return new AgentId(new ControllerName("main"), new AgentName(agent));
    }
}
