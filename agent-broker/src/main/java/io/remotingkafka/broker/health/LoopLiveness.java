package io.remotingkafka.broker.health;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live: timers still fire. An event loop that is stuck for a minute will not come back by itself. */
@Liveness
@ApplicationScoped
class LoopLiveness implements HealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Clock clock = Clock.systemUTC();
    private volatile Instant lastTick = clock.instant();

    LoopLiveness(Vertx vertx) {
        vertx.setPeriodic(5_000, id -> lastTick = clock.instant());
    }

    @Override
    public HealthCheckResponse call() {
        Duration since = Duration.between(lastTick, clock.instant());
        return HealthCheckResponse.named("event-loops")
                .status(since.compareTo(LIMIT) < 0)
                .withData("lastTickSecondsAgo", since.toSeconds())
                .build();
    }
}
