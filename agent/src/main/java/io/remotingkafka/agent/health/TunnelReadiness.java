package io.remotingkafka.agent.health;

import io.remotingkafka.agent.tunnel.AgentTunnel;
import io.remotingkafka.agent.tunnel.TunnelState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: a session could be opened now. */
@Readiness
@ApplicationScoped
class TunnelReadiness implements HealthCheck {
    private final AgentTunnel tunnel;

    TunnelReadiness(AgentTunnel tunnel) {
        this.tunnel = tunnel;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("tunnel");
        return switch (tunnel.state()) {
            case TunnelState.Ready() -> response.up().build();
            case TunnelState.Connecting(String reason) ->
                response.down().withData("reason", reason).build();
        };
    }
}
