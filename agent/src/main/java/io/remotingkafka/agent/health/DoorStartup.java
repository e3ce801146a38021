package io.remotingkafka.agent.health;

import io.remotingkafka.agent.door.Door;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started: agent.jar finds an open port. Not that Kafka is reached: a native sidecar container that waited for Kafka
 * would keep the other containers of its pod from starting, and the pod would show no reason.
 */
@Startup
@ApplicationScoped
class DoorStartup implements HealthCheck {
    private final Door door;

    DoorStartup(Door door) {
        this.door = door;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("listening")
                .status(door.httpPort() > 0)
                .withData("port", door.httpPort())
                .build();
    }
}
