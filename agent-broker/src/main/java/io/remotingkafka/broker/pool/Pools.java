package io.remotingkafka.broker.pool;

import io.quarkus.scheduler.Scheduled;
import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The pools that there are now. */
@ApplicationScoped
public class Pools {
    private static final Logger LOG = Logger.getLogger(Pools.class);

    private final Optional<PoolDirectory> directory;
    private final PoolResources resources;
    private final Set<ControllerName> controllers;
    private volatile PoolReading reading = PoolReading.NOTHING;

    Pools(PoolConfig config, PoolResources resources, Controllers controllers) {
        this.directory = config.directory().map(PoolDirectory::new);
        this.resources = resources;
        this.controllers = controllers.all().stream()
                .map(client -> client.controller().name())
                .collect(Collectors.toSet());
        reload();
        resources.start(this::reload);
    }

    @Scheduled(every = "5s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        reload();
        reading.problems().forEach((name, problems) -> {
            if (PoolName.isOne(name)) {
                resources.report(new PoolName(name), PoolStatus.invalid(String.join("; ", problems)));
                resources.release(new PoolName(name));
            }
        });
    }

    private synchronized void reload() {
        PoolReader reader = new PoolReader(controllers);
        directory.ifPresent(found -> found.read(reader));
        resources.read(reader);
        take(reader.read());
    }

    private void take(PoolReading fresh) {
        if (!fresh.problems().equals(reading.problems())) {
            fresh.problems().forEach((name, problems) -> LOG.errorf("pool=%s not used: %s", name, problems));
        }
        if (!fresh.pools().keySet().equals(reading.pools().keySet())) {
            LOG.infof("pools=%s", fresh.pools().keySet());
        }
        reading = fresh;
    }

    /**
     * The pools of a controller, in the order of their names.
     *
     * @throws IOException if it is not known which there are
     */
    public Map<PoolName, AgentPool> of(ControllerName controller) throws IOException {
        if (!resources.areKnown()) {
            throw new IOException("the AgentPool resources are not listed yet");
        }
        Map<PoolName, AgentPool> found = new TreeMap<>();
        reading.pools().forEach((name, pool) -> {
            if (pool.controller().equals(controller)) {
                found.put(name, pool);
            }
        });
        return found;
    }

    /** Whether there may be pools at all: without any, nothing is asked of the controllers for them. */
    public boolean expected() {
        return directory.isPresent() || resources.areExpected();
    }

    /** What is wrong with the pools that are not used. */
    public Map<String, List<String>> problems() {
        return reading.problems();
    }
}
