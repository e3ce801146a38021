package io.remotingkafka.broker.launch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.remotingkafka.protocol.naming.PoolName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long it takes to make agents, as numbers; told by the instance that makes them. */
@ApplicationScoped
public class LaunchMeters {
    private final MeterRegistry registry;

    LaunchMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** From the order to a pod that the API server has taken, or a process that runs. */
    void launched(PoolName pool, Duration took) {
        record("remoting.scaling.launched", "From the order for an agent to its pod or process", pool, took);
    }

    /** From a pod's creation to its having a node. */
    public void scheduled(PoolName pool, Duration took) {
        record("remoting.scaling.scheduled", "From an agent's pod to its having a node of Kubernetes", pool, took);
    }

    private void record(String name, String description, PoolName pool, Duration took) {
        Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .tag("pool", pool.value())
                .register(registry)
                .record(took);
    }
}
