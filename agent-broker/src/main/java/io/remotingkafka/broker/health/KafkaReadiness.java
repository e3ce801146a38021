package io.remotingkafka.broker.health;

import io.remotingkafka.broker.relay.Relay;
import io.remotingkafka.broker.relay.RelayState;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: Kafka is in reach and the relay takes sessions. An agent whose topics cannot be used must not take the others out
 * of service; the data tell of it.
 */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {
    private final Relay relay;

    KafkaReadiness(Relay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("kafka");
        return switch (relay.kafka()) {
            case KafkaStatus.Unreachable(Instant since, String reason) ->
                response.down()
                        .withData("reason", reason)
                        .withData("since", since.toString())
                        .build();
            case KafkaStatus.Reachable ignored -> relayed(response);
        };
    }

    private HealthCheckResponse relayed(HealthCheckResponseBuilder response) {
        return switch (relay.state()) {
            case RelayState.Serving() -> {
                relay.unregistered().forEach((agent, reason) -> response.withData(agent.key(), reason));
                yield response.up().build();
            }
            case RelayState.Draining() ->
                response.down().withData("reason", "draining").build();
            case RelayState.Connecting(String reason) ->
                response.down().withData("reason", reason).build();
        };
    }
}
