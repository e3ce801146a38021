package io.remotingkafka.broker.launch;

import io.remotingkafka.broker.jenkins.ControllerAdmin;
import io.remotingkafka.broker.jenkins.NodeForm;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.ProvisioningFailure.AgentLost;
import io.remotingkafka.protocol.event.ProvisioningFailure.ControllerUnavailable;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes one agent that is registered already: its node, and what it runs in. What the launcher needs beforehand, a Kafka user
 * for one, is made while the controller makes the node: neither needs the other.
 */
final class AgentMaker {
    private final ControllerAdmin admin;
    private final Launcher launcher;
    private final ExecutorService executor;
    private final String mark;

    /** @param mark what the descriptions of this installation's nodes begin with */
    AgentMaker(ControllerAdmin admin, Launcher launcher, ExecutorService executor, String mark) {
        this.admin = admin;
        this.launcher = launcher;
        this.executor = executor;
        this.mark = mark;
    }

    /**
     * Waits until it is made; {@code story} hears of each step.
     *
     * @return why it is not made, if so: what was made until then stays
     */
    Optional<ProvisioningFailure> make(AgentOrder order, Consumer<Event> story) throws InterruptedException {
        Future<Launcher.Prepared> preparing = executor.submit(() -> launcher.prepare(order));
        AgentName agent = order.agent().agent();
        try {
            Optional<ProvisioningFailure> refused =
                    admin.createNode(node(order)).map(ProvisioningFailure.class::cast);
            if (refused.isPresent()) {
                return refused;
            }
            tell(order, story, item -> new ItemProgress.NodeCreated(item, agent));
            Optional<String> secret = admin.secret(agent);
            return secret.isEmpty()
                    ? Optional.of(new AgentLost("its node is gone before it started"))
                    : launch(order, preparing, secret.get(), story);
        } catch (IOException e) {
            return Optional.of(new ControllerUnavailable(e.getMessage()));
        } finally {
            // What is prepared must not come after its removal.
            prepared(preparing);
        }
    }

    private Optional<ProvisioningFailure> launch(
            AgentOrder order, Future<Launcher.Prepared> preparing, String secret, Consumer<Event> story)
            throws InterruptedException {
        Optional<ProvisioningFailure> failure = prepared(preparing).launch(secret);
        if (failure.isEmpty()) {
            AgentName agent = order.agent().agent();
            tell(order, story, item -> new ItemProgress.AgentLaunched(item, agent, launcher.noun() + " " + agent));
        }
        return failure;
    }

    private static Launcher.Prepared prepared(Future<Launcher.Prepared> preparing) throws InterruptedException {
        try {
            return preparing.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A launcher tells what is wrong, and throws nothing", e.getCause());
        }
    }

    private NodeForm node(AgentOrder order) {
        AgentPool pool = order.pool();
        AgentName name = order.agent().agent();
        return new NodeForm(
                name,
                mark + "for the pool " + pool.name(),
                launcher.remoteRoot(name),
                pool.labels(),
                pool.usage() == AgentPool.Usage.EXCLUSIVE);
    }

    private static void tell(AgentOrder order, Consumer<Event> story, Function<QueueItemId, Event> step) {
        order.origin().item().map(step).ifPresent(story);
    }
}
