package io.remotingkafka.broker.health;

import io.remotingkafka.broker.kubernetes.MissingRights;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Always ready: agents that run need no Kubernetes, and their sessions are not to end because new ones cannot be made. The
 * data tell what is missing.
 */
@Readiness
@ApplicationScoped
class KubernetesReadiness implements HealthCheck {
    private final MissingRights rights;

    KubernetesReadiness(MissingRights rights) {
        this.rights = rights;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("kubernetes").up();
        rights.answer().ifPresentOrElse(answer -> tell(response, answer), () -> response.withData("used", false));
        return response.build();
    }

    private static void tell(HealthCheckResponseBuilder response, MissingRights.Answer answer) {
        switch (answer) {
            case MissingRights.Answer.NotAsked unused -> response.withData("rights", "not asked yet");
            case MissingRights.Answer.Unanswered failed -> response.withData("rights", "not known: " + failed.reason());
            case MissingRights.Answer.Told told when told.missing().isEmpty() -> response.withData("rights", "all");
            case MissingRights.Answer.Told told ->
                response.withData(
                        "missing rights",
                        told.missing().stream()
                                .map(missing -> missing.right().name() + " in namespace " + missing.namespace()
                                        + ", so that " + missing.right().function())
                                .collect(Collectors.joining("; ")));
        }
    }
}
