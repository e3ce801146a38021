package io.remotingkafka.broker.scaling;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.PoolName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What happens to agents on demand, as numbers: each stage of a build's way has its own. */
@ApplicationScoped
class ScalingMeters {
    private static final String POOL = "pool";

    private final MeterRegistry registry;

    ScalingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One decision about a controller. */
    void decided(Duration took) {
        timer("remoting.scaling.decision", "How long a decision about all items of a controller takes")
                .register(registry)
                .record(took);
    }

    /** From buildable to the order for an agent. */
    void ordered(PoolName pool, Duration waited) {
        timer("remoting.scaling.ordered", "From an item's being buildable to the order for its agent")
                .tag(POOL, pool.value())
                .register(registry)
                .record(waited);
    }

    /** From the order to the connection. */
    void connected(PoolName pool, Duration took) {
        timer("remoting.scaling.connected", "From the order for an agent to its being connected")
                .tag(POOL, pool.value())
                .register(registry)
                .record(took);
    }

    /** From the connection to the build that the agent was ordered for, or another that it was given. */
    void started(PoolName pool, Duration took) {
        timer("remoting.scaling.started", "From an agent's connection to its build")
                .tag(POOL, pool.value())
                .register(registry)
                .record(took);
    }

    /** An agent did not come, or went too early. */
    void failed(PoolName pool, ProvisioningFailure failure) {
        registry.counter("remoting.scaling.failed", POOL, pool.value(), "reason", failure.kind())
                .increment();
    }

    /** A pool had as many agents as it may have. */
    void atCap(PoolName pool) {
        registry.counter("remoting.scaling.at.cap", POOL, pool.value()).increment();
    }

    private static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).publishPercentileHistogram();
    }
}
