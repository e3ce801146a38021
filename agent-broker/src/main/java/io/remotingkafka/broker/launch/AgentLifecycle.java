package io.remotingkafka.broker.launch;

import io.remotingkafka.broker.jenkins.ControllerAdmin;
import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.broker.ownership.Ownership;
import io.remotingkafka.broker.relay.Relay;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.vertx.core.Future;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Makes agents and takes them away, step by step. Each step can be repeated, and none is undone when a later one fails: the
 * agent stands on the agents topic before anything else of it exists, and goes from there last, so whatever was begun is
 * found again after a crash.
 *
 * <pre>
 * making:      agents topic, frame topics > node > pod or process (meanwhile its Kafka user)
 * taking away: pod or process, node       > frame topics, agents topic
 * </pre>
 */
@ApplicationScoped
public class AgentLifecycle {
    /** One thing that is done for an agent. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static final Logger LOG = Logger.getLogger(AgentLifecycle.class);
    private static final long KAFKA_SECONDS = 30;

    private final Relay relay;
    private final Controllers controllers;
    private final List<Launcher> launchers;
    private final Semaphore permits;
    private final LaunchMeters meters;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("agent-", 0).factory());
    private final Map<AgentId, AgentOrder> making = new ConcurrentHashMap<>();
    private final Map<AgentId, String> working = new ConcurrentHashMap<>();
    private final Map<AgentId, ProvisioningFailure> failed = new ConcurrentHashMap<>();

    AgentLifecycle(
            Relay relay,
            Controllers controllers,
            @io.quarkus.arc.All List<Launcher> launchers,
            LaunchMeters meters,
            LaunchConfig config) {
        this.relay = relay;
        this.controllers = controllers;
        this.launchers = launchers;
        this.meters = meters;
        this.permits = new Semaphore(config.parallel());
    }

    /** Begins to make an agent, unless something is done about it already; {@code story} hears of each step. */
    public void start(AgentOrder order, Consumer<Event> story) {
        if (making.putIfAbsent(order.agent(), order) == null
                && !inBackground(order.agent(), "making", () -> {
                    try {
                        make(order, story);
                    } finally {
                        making.remove(order.agent());
                    }
                })) {
            making.remove(order.agent());
        }
    }

    private void make(AgentOrder order, Consumer<Event> story) throws IOException, InterruptedException {
        AgentId agent = order.agent();
        await(ownership().register(agent, order.origin()));
        order.origin()
                .item()
                .ifPresent(item -> story.accept(new ItemProgress.AgentRequested(
                        item, order.pool().name(), agent.agent(), order.origin().attempt())));
        Optional<ProvisioningFailure> failure = makeRest(order, story);
        if (failure.isPresent()) {
            LOG.warnf(
                    "agent=%s pool=%s %s: %s",
                    agent,
                    order.pool().name(),
                    failure.get().kind(),
                    failure.get().message());
            failed.put(agent, failure.get());
        } else {
            LOG.infof("agent=%s pool=%s launched", agent, order.pool().name());
            meters.launched(order.pool().name(), Duration.between(order.origin().since(), Instant.now()));
        }
    }

    private Optional<ProvisioningFailure> makeRest(AgentOrder order, Consumer<Event> story)
            throws InterruptedException {
        Optional<Launcher> launcher = launchers.stream()
                .filter(each -> each.runs(order.pool().launch()))
                .findFirst();
        if (launcher.isEmpty()) {
            return Optional.of(new ProvisioningFailure.AdmissionDenied("nothing here runs agents of pool "
                    + order.pool().name() + ": it asks for pods, and there is no cluster"));
        }
        return new AgentMaker(admin(order.agent()), launcher.get(), executor, mark()).make(order, story);
    }

    /** What the descriptions of this installation's nodes begin with, by which they are told from others. */
    public String mark() {
        return "Made by Remoting over Kafka (" + relay.topicPrefix() + ") ";
    }

    /** What an agent ran in is gone: its connection ends now, and not when somebody misses it. */
    public void gone(AgentId agent, String reason) {
        relay.agentGone(agent, reason);
    }

    /** Sets an agent's node offline, so that it takes no build any more. */
    public void close(AgentId agent, String reason) {
        inBackground(agent, "closing", () -> admin(agent).closeNode(agent.agent(), reason));
    }

    /**
     * Begins to take an agent away, unless something is done about it already.
     *
     * @param did whether it did its work
     */
    public void retire(AgentId agent, String reason, boolean did) {
        inBackground(agent, "retiring", () -> {
            LOG.infof("agent=%s goes: %s", agent, reason);
            stop(agent, !did);
            admin(agent).deleteNode(agent.agent());
            await(ownership().retire(agent));
            failed.remove(agent);
        });
    }

    /** Begins to remove what launchers have of somebody who is no agent. */
    public void removeRest(AgentId agent) {
        inBackground(agent, "removing the rest", () -> {
            LOG.infof("agent=%s is none, and what was left of it goes", agent);
            stop(agent, false);
        });
    }

    private void stop(AgentId agent, boolean failed) throws IOException {
        for (Launcher launcher : launchers) {
            launcher.stop(agent, failed);
        }
    }

    /**
     * The names of all for whom a launcher has something, listed now.
     *
     * @throws IOException if the listing is not whole
     */
    public Set<AgentName> existing(ControllerName controller) throws IOException {
        Set<AgentName> all = new TreeSet<>();
        for (Launcher launcher : launchers) {
            all.addAll(launcher.existing(controller));
        }
        return all;
    }

    private boolean inBackground(AgentId agent, String what, Work work) {
        if (working.putIfAbsent(agent, what) != null) {
            return false;
        }
        executor.execute(() -> {
            try {
                permits.acquire();
                try {
                    work.run();
                } finally {
                    permits.release();
                }
            } catch (IOException e) {
                LOG.warnf("agent=%s %s will be tried again: %s", agent, what, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                working.remove(agent);
            }
        });
        return true;
    }

    /** The agents of that controller that are being made now. */
    public Collection<AgentOrder> making(ControllerName controller) {
        return making.values().stream()
                .filter(order -> order.agent().controller().equals(controller))
                .toList();
    }

    /**
     * What exists of that controller's agents, and those that could not be made.
     *
     * @throws IOException if it is not wholly known
     */
    public Map<AgentName, Instance> instances(ControllerName controller) throws IOException {
        Map<AgentName, Instance> all = new TreeMap<>();
        for (Launcher launcher : launchers) {
            all.putAll(launcher.instances(controller));
        }
        failed.forEach((agent, failure) -> {
            if (agent.controller().equals(controller)) {
                all.put(agent.agent(), new Instance.Ended(failure));
            }
        });
        return all;
    }

    private ControllerAdmin admin(AgentId agent) {
        return controllers.find(agent.controller()).orElseThrow().admin();
    }

    private Ownership ownership() {
        return relay.ownership();
    }

    private static void await(Future<Void> stored) throws IOException {
        try {
            stored.toCompletionStage().toCompletableFuture().get(KAFKA_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("Kafka did not store it: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("Kafka did not store it in " + KAFKA_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }
}
