package io.remotingkafka.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.docs.SettingsReference;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    @Test
    void theReferenceSaysWhatTheCodeDoes() {
        assertThat(SettingsReference.differences(AgentConfig.class, "agent (sidecar)"))
                .isEmpty();
    }
}
