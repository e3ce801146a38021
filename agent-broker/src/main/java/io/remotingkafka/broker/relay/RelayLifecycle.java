package io.remotingkafka.broker.relay;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.jenkins.ControllerClient;
import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.session.CloseCode;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Starts the relay, and lets it finish on SIGTERM: no new sessions, idle agents move to another instance, busy ones have
 * until the drain's time-out.
 */
@ApplicationScoped
class RelayLifecycle {
    private static final Logger LOG = Logger.getLogger(RelayLifecycle.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Relay relay;
    private final Controllers controllers;
    private final BrokerConfig config;
    private final Vertx vertx;

    RelayLifecycle(Relay relay, Controllers controllers, BrokerConfig config, Vertx vertx) {
        this.relay = relay;
        this.controllers = controllers;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        // A wrong address is to be known at the start, and not when the first agent comes.
        LOG.infof("controllers: %s", names());
        List<Context> loops = new CopyOnWriteArrayList<>();
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(
                        () -> new AbstractVerticle() {
                            @Override
                            public void start() {
                                loops.add(context);
                            }
                        },
                        new DeploymentOptions().setInstances(count))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        relay.start(loops);
    }

    private List<String> names() {
        return controllers.all().stream()
                .map(client -> client.controller().toString())
                .toList();
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            drain();
        } finally {
            relay.close();
        }
    }

    private void drain() {
        relay.drain();
        Instant deadline = Instant.now().plus(config.drain().timeout());
        CountDownLatch never = new CountDownLatch(1);
        for (Collection<AgentId> left = relay.connected(); !left.isEmpty(); left = relay.connected()) {
            boolean late = Instant.now().isAfter(deadline);
            LOG.infof("draining: %d agents still connected%s", left.size(), late ? ", time is up" : "");
            for (AgentId agent : late ? left : idle(left)) {
                relay.close(agent, CloseCode.DRAINING, "this broker instance shuts down");
            }
            try {
                if (never.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS) || (late && left.isEmpty())) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<AgentId> idle(Collection<AgentId> connected) {
        return controllers.all().stream()
                .flatMap(controller -> {
                    Optional<Set<String>> idle = ask(controller);
                    return connected.stream()
                            .filter(agent -> agent.controller()
                                    .equals(controller.controller().name()))
                            .filter(agent -> idle.isPresent()
                                    && idle.get().contains(agent.agent().value()));
                })
                .toList();
    }

    /** Who is idle; where the controller does not tell, everybody counts as busy. */
    private static Optional<Set<String>> ask(ControllerClient controller) {
        Future<Set<String>> asked = controller.idleAgents();
        try {
            return Optional.of(asked.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warnf("it is not known who is idle, so all agents count as busy: %s", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
