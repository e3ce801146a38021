package io.remotingkafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.docs.SettingsReference;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    @Test
    void theReferenceSaysWhatTheCodeDoes() {
        assertThat(SettingsReference.differences(BrokerConfig.class, "agent-broker"))
                .isEmpty();
    }
}
