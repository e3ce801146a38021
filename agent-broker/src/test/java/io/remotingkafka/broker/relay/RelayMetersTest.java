package io.remotingkafka.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.remotingkafka.broker.Dashboard;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

// What Quarkus brings.
@SuppressWarnings("deprecation")
class RelayMetersTest {
    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RelayMeters meters = new RelayMeters(registry);
        meters.waitingBytes(() -> 0);
        meters.opened(SessionKind.WEBSOCKET);
        meters.closed(CloseCode.PEER_CLOSED);
        meters.refused(RefusalReason.CONTROLLER);
        meters.roundTrip(Duration.ofMillis(2));
        meters.kafkaOutage(Duration.ofSeconds(9));

        Set<String> asked = new TreeSet<>(Dashboard.metrics("remoting_relay_"));
        asked.addAll(Dashboard.metrics("remoting_kafka_"));
        assertThat(asked).hasSizeGreaterThan(8).isSubsetOf(Dashboard.exposed(registry));
    }
}
