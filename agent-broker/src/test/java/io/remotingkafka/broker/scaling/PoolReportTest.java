package io.remotingkafka.broker.scaling;

import static io.remotingkafka.broker.scaling.Worlds.NOW;
import static io.remotingkafka.broker.scaling.Worlds.agent;
import static io.remotingkafka.broker.scaling.Worlds.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.broker.pool.PoolStatus;
import io.remotingkafka.broker.scaling.PoolAgent.Phase;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolReportTest {
    private static final AgentPool LINUX = pool("linux", 5, 0, "linux");

    @Test
    void countsThePoolsOwnAgents() {
        // When
        PoolStatus status = PoolReport.of(
                LINUX,
                List.of(
                        agent("linux-1", "linux", Optional.empty(), new Phase.Ready()),
                        agent("linux-2", "linux", Optional.empty(), new Phase.Busy()),
                        agent("linux-3", "linux", Optional.empty(), new Phase.Closed(0)),
                        agent("linux-4", "linux", Optional.empty(), new Phase.Starting()),
                        agent("arm-1", "arm", Optional.empty(), new Phase.Busy())),
                Optional.empty());

        // Then
        assertThat(status).isEqualTo(new PoolStatus(1, 2, 1, 0, PoolStatus.Condition.WELL));
    }

    @Test
    void saysWhyThereAreNone() {
        // Given
        PoolHealth failing =
                new PoolHealth.Well().failed(LINUX, new ProvisioningFailure.ImageUnavailable("no such image"), NOW);

        // When
        PoolStatus status = PoolReport.of(LINUX, List.of(), Optional.of(failing));
        PoolStatus changed = PoolReport.of(pool("linux", 6, 0, "linux"), List.of(), Optional.of(failing));

        // Then
        assertThat(status.condition())
                .isEqualTo(new PoolStatus.Condition(false, "BackingOff", "image-unavailable: no such image"));
        assertThat(changed.condition().holds()).isTrue();
    }
}
