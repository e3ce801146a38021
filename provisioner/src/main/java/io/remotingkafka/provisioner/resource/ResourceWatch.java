package io.remotingkafka.provisioner.resource;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.remotingkafka.provisioner.apply.KafkaClusters;
import io.remotingkafka.provisioner.apply.Progress;
import io.remotingkafka.provisioner.apply.RefusedException;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.SpecJson;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.resource.Reconciliation.Action;
import io.remotingkafka.provisioner.resource.Reconciliation.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Follows the resources of one namespace and does what they need. All state belongs to one virtual thread; the informer
 * and running operations send it the names of resources that have to be looked at.
 */
final class ResourceWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ResourceWatch.class);

    /** For retries, and for what other surfaces do to the same clusters. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final ConnectionName connection;
    private final KubernetesClient client;
    private final KafkaClusters clusters;
    private final Reconciliation reconciliation;
    private final Clock clock;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private final Map<String, Tried> tried = new HashMap<>();
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final Thread owner;
    private volatile boolean closed;

    /** What the owner is told. */
    private sealed interface Message {
        /** A resource changed. */
        record Changed(String name) implements Message {}

        /** An operation that we began went on. */
        record Happened(String name, int attempt, Progress progress) implements Message {}

        /** It is over, whether it told so or not: what was begun elsewhere leaves no progress here. */
        record Over(String name, int attempt) implements Message {}
    }

    /** An attempt, and the step that it is at. */
    private record Tried(int number, Attempt attempt, Optional<String> step) {
        private Tried over(Instant now) {
            return attempt.running() ? new Tried(number, attempt.ended(now, Optional.empty()), Optional.empty()) : this;
        }
    }

    /**
     * Begins to follow.
     *
     * @param client of the namespace; it is closed with this
     * @throws KubernetesClientException where the resources cannot be listed
     */
    ResourceWatch(
            ConnectionName connection,
            KubernetesClient client,
            KafkaClusters clusters,
            Reconciliation reconciliation,
            Clock clock) {
        this.connection = connection;
        this.client = client;
        this.clusters = clusters;
        this.reconciliation = reconciliation;
        this.clock = clock;
        this.informer = resources().inform(new Listening(inbox));
        this.owner = Thread.ofVirtual().name("resources of " + connection).start(this::run);
    }

    /** Whether it still follows. */
    boolean alive() {
        return informer.isRunning() && owner.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        owner.interrupt();
        informer.close();
        client.close();
    }

    private void run() {
        try {
            while (!closed) {
                Message message = inbox.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                switch (message) {
                    case null ->
                        informer.getStore()
                                .list()
                                .forEach(resource ->
                                        reconcile(resource.getMetadata().getName()));
                    case Message.Changed(String name) -> reconcile(name);
                    case Message.Happened happened -> {
                        note(happened);
                        reconcile(happened.name());
                    }
                    case Message.Over(String name, int attempt) -> {
                        tried.computeIfPresent(
                                name, (key, now) -> now.number() == attempt ? now.over(clock.instant()) : now);
                        reconcile(name);
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debugf("connection=%s its resources are no longer followed", connection);
        }
    }

    private void note(Message.Happened happened) {
        Tried now = tried.get(happened.name());
        if (now == null || now.number() != happened.attempt()) {
            return;
        }
        Attempt attempt = now.attempt();
        Tried next =
                switch (happened.progress()) {
                    case Progress.StepBegan(Instant at, var step) ->
                        new Tried(now.number(), attempt, Optional.of(step.title()));
                    case Progress.Failed(Instant at, Reason reason) ->
                        new Tried(now.number(), attempt.ended(at, Optional.of(reason)), Optional.empty());
                    case Progress.Ready ready ->
                        new Tried(now.number(), attempt.ended(ready.at(), Optional.empty()), Optional.empty());
                    case Progress.Removed removed ->
                        new Tried(now.number(), attempt.ended(removed.at(), Optional.empty()), Optional.empty());
                    case Progress.ObjectDone ignored -> now;
                    case Progress.Observed ignored -> now;
                    case Progress.LogTail ignored -> now;
                };
        tried.put(happened.name(), next);
    }

    private void reconcile(String name) {
        GenericKubernetesResource found = informer.getStore().getByKey(client.getNamespace() + "/" + name);
        if (found == null) {
            tried.remove(name);
            return;
        }
        KafkaClusterResource resource = KafkaClusterResource.of(found);
        try {
            reconcile(found, resource);
        } catch (RefusedException e) {
            tell(found, ResourceStatus.refused(resource, Optional.empty(), e.reason(), clock.instant()));
        } catch (KubernetesClientException e) {
            // Somebody else changed it, or the server is away: the next look finds out.
            LOG.debugf("connection=%s resource=%s not reconciled: %s", connection, name, e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            // A name that services cannot have, or a record that somebody broke: of this resource alone.
            Reason reason = new Reason("unexpected", String.valueOf(e.getMessage()), "Change it, or make another one.");
            tell(found, ResourceStatus.refused(resource, Optional.empty(), reason, clock.instant()));
        }
    }

    private void reconcile(GenericKubernetesResource found, KafkaClusterResource resource) {
        ClusterKey key = new ClusterKey(connection, new ClusterName(resource.name()));
        Optional<ClusterStatus> there = clusters.status(key);
        Optional<Attempt> last = Optional.ofNullable(tried.get(resource.name())).map(Tried::attempt);
        switch (reconciliation.decide(resource, there, last, clock.instant())) {
            case Action.Hold() ->
                resources().withName(resource.name()).edit(current -> {
                    current.getMetadata().getFinalizers().add(KafkaClusterResource.FINALIZER);
                    return current;
                });
            case Action.LetGo() ->
                resources().withName(resource.name()).edit(current -> {
                    current.getMetadata().getFinalizers().remove(KafkaClusterResource.FINALIZER);
                    return current;
                });
            case Action.Apply(var spec) -> {
                begin(key, Attempt.applying(spec), () -> clusters.apply(key, spec));
                tell(found, ResourceStatus.none(resource, Phase.APPLYING, Optional.empty(), clock.instant()));
            }
            case Action.Remove(var volumes) -> {
                begin(key, Attempt.removing(), () -> clusters.remove(key, volumes));
                tell(found, ResourceStatus.none(resource, Phase.REMOVING, Optional.empty(), clock.instant()));
            }
            case Action.Refuse(Reason reason) ->
                tell(found, ResourceStatus.refused(resource, there, reason, clock.instant()));
            case Action.Wait() -> state(resource, there).ifPresent(status -> tell(found, status));
        }
    }

    /** How it stands: what we began counts for more than what was recorded before. */
    private Optional<ResourceStatus> state(KafkaClusterResource resource, Optional<ClusterStatus> there) {
        Optional<Tried> now = Optional.ofNullable(tried.get(resource.name()));
        Optional<String> step = now.flatMap(Tried::step);
        Optional<Attempt> attempt = now.map(Tried::attempt);
        if (attempt.filter(Attempt::running).isPresent()) {
            Phase phase = attempt.get().spec().isPresent() ? Phase.APPLYING : Phase.REMOVING;
            return Optional.of(ResourceStatus.none(resource, phase, step, clock.instant()));
        }
        Optional<Reason> failure = attempt.flatMap(Attempt::failure);
        boolean asWanted = there.filter(status -> status.phase() == Phase.READY && resource.wants(status.spec()))
                .isPresent();
        if (failure.isPresent() && !asWanted) {
            return Optional.of(ResourceStatus.refused(resource, there, failure.get(), clock.instant()));
        }
        return there.map(status -> ResourceStatus.of(resource, status, step, clock.instant()));
    }

    private void begin(ClusterKey key, Attempt attempt, Runnable work) {
        String name = key.cluster().value();
        int number = Optional.ofNullable(tried.get(name)).map(Tried::number).orElse(0) + 1;
        try {
            work.run();
        } catch (RefusedException e) {
            tried.put(
                    name, new Tried(number, attempt.ended(clock.instant(), Optional.of(e.reason())), Optional.empty()));
            throw e;
        }
        LOG.infof(
                "cluster=%s %s, as its resource wants it",
                key, attempt.spec().isPresent() ? "is applied" : "is taken away");
        tried.put(name, new Tried(number, attempt, Optional.empty()));
        clusters.progress(key)
                .filter(progress -> progress.last() || progress instanceof Progress.StepBegan)
                .subscribe()
                .with(
                        progress -> inbox.add(new Message.Happened(name, number, progress)),
                        failure -> inbox.add(new Message.Over(name, number)),
                        () -> inbox.add(new Message.Over(name, number)));
    }

    private void tell(GenericKubernetesResource found, ResourceStatus status) {
        Optional<ResourceStatus> before = ResourceStatus.read(found);
        ResourceStatus after = status.after(before);
        if (before.filter(after::equals).isPresent()) {
            return;
        }
        Object fields = SpecJson.mapper().convertValue(after, Map.class);
        String name = found.getMetadata().getName();
        try {
            resources().withName(name).editStatus(current -> {
                current.setAdditionalProperty("status", fields);
                return current;
            });
        } catch (KubernetesClientException e) {
            // It is told at the next look.
            LOG.debugf("connection=%s resource=%s its status is not told: %s", connection, name, e.getMessage());
        }
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            resources() {
        return client.genericKubernetesResources(KafkaClusterResource.CONTEXT);
    }

    /** Names what changed. */
    private record Listening(BlockingQueue<Message> inbox) implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource resource) {
            tell(resource);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource resource) {
            tell(resource);
        }

        @Override
        public void onDelete(GenericKubernetesResource resource, boolean unknown) {
            tell(resource);
        }

        private void tell(GenericKubernetesResource resource) {
            inbox.add(new Message.Changed(resource.getMetadata().getName()));
        }
    }
}
