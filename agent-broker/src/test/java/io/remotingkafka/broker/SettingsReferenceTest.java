package io.remotingkafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.kubernetes.KubernetesConfig;
import io.remotingkafka.broker.launch.LaunchConfig;
import io.remotingkafka.broker.pool.PoolConfig;
import io.remotingkafka.broker.queue.QueueConfig;
import io.remotingkafka.broker.scaling.ScalingConfig;
import io.remotingkafka.testbed.docs.SettingsReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    @Test
    void theReferenceSaysWhatTheCodeDoes() {
        assertThat(SettingsReference.differences(BrokerConfig.class, "agent-broker"))
                .isEmpty();
    }

    @Test
    void soItDoesOfAgentsOnDemand() {
        assertThat(SettingsReference.differences(
                        List.of(
                                PoolConfig.class,
                                QueueConfig.class,
                                ScalingConfig.class,
                                LaunchConfig.class,
                                KubernetesConfig.class),
                        "Agents on demand (agent-broker)"))
                .isEmpty();
    }
}
