package io.remotingkafka.broker.queue;

import io.quarkus.scheduler.Scheduled;
import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.broker.pool.Pools;
import io.remotingkafka.broker.relay.Relay;
import io.remotingkafka.broker.relay.RelayState;
import io.remotingkafka.broker.scaling.Scaling;
import io.remotingkafka.protocol.naming.ControllerName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Watches the queues of all controllers. Each is read often while something waits, seldom while nothing does, at once when
 * the controller says that something has happened, and by one broker instance at a time.
 */
@ApplicationScoped
public class QueueWatcher {
    private final Pools pools;
    private final Relay relay;
    private final List<ControllerWatch> watches;

    QueueWatcher(QueueConfig config, Pools pools, Relay relay, Controllers controllers, Scaling scaling) {
        this.pools = pools;
        this.relay = relay;
        this.watches = controllers.all().stream()
                .map(client -> new ControllerWatch(client, scaling, config, Clock.systemUTC()))
                .toList();
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        if (isOn()) {
            watches.forEach(watch -> watch.tick(relay.ownership()));
        }
    }

    private boolean isOn() {
        return pools.expected() && relay.state() instanceof RelayState.Serving;
    }

    /** That controller's queue has changed. */
    void wake(ControllerName controller) {
        if (isOn()) {
            watches.stream()
                    .filter(watch -> watch.controller().equals(controller))
                    .forEach(watch -> watch.wake(relay.ownership()));
        }
    }
}
