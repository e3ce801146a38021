package io.remotingkafka.broker.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.remotingkafka.broker.Dashboard;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.PoolName;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

// What Quarkus brings.
@SuppressWarnings("deprecation")
class ScalingMetersTest {
    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ScalingMeters meters = new ScalingMeters(registry);
        PoolName pool = new PoolName("linux");
        meters.decided(Duration.ofMillis(3));
        meters.ordered(pool, Duration.ofMillis(40));
        meters.connected(pool, Duration.ofSeconds(4));
        meters.started(pool, Duration.ofMillis(300));
        meters.failed(pool, new ProvisioningFailure.StartTimedOut("no session"));
        meters.atCap(pool);

        Set<String> asked = Dashboard.metrics("remoting_scaling_");
        asked.removeIf(name -> name.matches("remoting_scaling_(launched|scheduled).*"));
        assertThat(asked).hasSize(6).isSubsetOf(Dashboard.exposed(registry));
    }
}
