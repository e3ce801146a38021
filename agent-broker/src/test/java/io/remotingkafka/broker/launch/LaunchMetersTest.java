package io.remotingkafka.broker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.remotingkafka.broker.Dashboard;
import io.remotingkafka.protocol.naming.PoolName;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

// What Quarkus brings.
@SuppressWarnings("deprecation")
class LaunchMetersTest {
    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        LaunchMeters meters = new LaunchMeters(registry);
        PoolName pool = new PoolName("linux");
        meters.launched(pool, Duration.ofMillis(80));
        meters.scheduled(pool, Duration.ofSeconds(1));

        Set<String> asked = Dashboard.metrics("remoting_scaling_launched");
        asked.addAll(Dashboard.metrics("remoting_scaling_scheduled"));
        assertThat(asked).hasSize(3).isSubsetOf(Dashboard.exposed(registry));
    }
}
