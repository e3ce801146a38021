package io.remotingkafka.broker.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AgentRightsTest {
    @Test
    void anAgentMayWriteUpAndReadDownAndNothingElse() {
        var agent = new AgentId(new ControllerName("main"), new AgentName("a"));
        var bindings = AgentRights.bindings(new TopicNames("rk"), agent, "user-a");

        assertThat(bindings)
                .extracting(binding ->
                        binding.pattern().name() + " " + binding.entry().operation())
                .containsExactlyInAnyOrder(
                        "rk.main.agent.a.up WRITE",
                        "rk.main.agent.a.up DESCRIBE",
                        "rk.main.agent.a.down READ",
                        "rk.main.agent.a.down DESCRIBE");
        assertThat(bindings).allSatisfy(binding -> {
            assertThat(binding.pattern().patternType()).isEqualTo(PatternType.LITERAL);
            assertThat(binding.pattern().resourceType()).isEqualTo(ResourceType.TOPIC);
            assertThat(binding.entry().principal()).isEqualTo("User:user-a");
            assertThat(binding.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
        });
    }
}
