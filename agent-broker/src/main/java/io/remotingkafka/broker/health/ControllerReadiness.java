package io.remotingkafka.broker.health;

import io.quarkus.scheduler.Scheduled;
import io.remotingkafka.broker.jenkins.ControllerClient;
import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.protocol.naming.ControllerName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: at least one controller can be reached. One of several that is down must not take the others' agents out of
 * service; the data tell of each.
 */
@Readiness
@ApplicationScoped
class ControllerReadiness implements HealthCheck {
    private static final String UP = "reached";

    private final Controllers controllers;
    private final Map<ControllerName, String> results = new ConcurrentSkipListMap<>();

    ControllerReadiness(Controllers controllers) {
        this.controllers = controllers;
        controllers.all().forEach(client -> results.put(client.controller().name(), "not asked yet"));
    }

    @Scheduled(every = "{remoting.health.controller-period}")
    void ask() {
        for (ControllerClient client : controllers.all()) {
            ControllerName name = client.controller().name();
            client.check()
                    .onSuccess(v -> results.put(name, UP))
                    .onFailure(e -> results.put(name, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("controllers").status(results.containsValue(UP));
        results.forEach((name, result) -> response.withData(name.value(), result));
        return response.build();
    }
}
