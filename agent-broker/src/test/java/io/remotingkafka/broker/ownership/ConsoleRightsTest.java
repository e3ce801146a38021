package io.remotingkafka.broker.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.TopicNames;
import org.junit.jupiter.api.Test;

class ConsoleRightsTest {
    @Test
    void theConsoleMayReadTheSharedTopicsAndNothingElse() {
        assertThat(ConsoleRights.bindings(new TopicNames("rk"), "console"))
                .allSatisfy(binding -> assertThat(binding.entry().principal()).isEqualTo("User:console"))
                .extracting(binding ->
                        binding.pattern().name() + " " + binding.entry().operation())
                .containsExactlyInAnyOrder(
                        "rk.agents READ",
                        "rk.agents DESCRIBE",
                        "rk.queue READ",
                        "rk.queue DESCRIBE",
                        "rk.clusters READ",
                        "rk.clusters DESCRIBE");
    }
}
