package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Follows pods, the stateful sets that make them, and the events about both. */
final class PodWatch implements Rollout.Watched {
    private final Semaphore changed = new Semaphore(0);
    private final Predicate<String> ours;
    private final int wanted;
    private final Instant from;
    private final SharedIndexInformer<StatefulSet> sets;
    private final SharedIndexInformer<Pod> pods;
    private final SharedIndexInformer<Event> events;

    /** Some stateful sets of ours. */
    static PodWatch of(KubernetesClient client, ObjectNames names, int sets, Instant from) {
        List<String> begin =
                List.of(names.kafka(), names.zookeeper(), "data-" + names.kafka(), "data-" + names.zookeeper());
        return new PodWatch(client, names.labels(), sets, name -> begin.stream().anyMatch(name::startsWith), from);
    }

    /**
     * @param labels of pods and stateful sets
     * @param wanted stateful sets that there have to be
     * @param ours whether an event's object is one of them, by its name
     * @param from earlier events are old news
     */
    PodWatch(KubernetesClient client, Map<String, String> labels, int wanted, Predicate<String> ours, Instant from) {
        this.wanted = wanted;
        this.ours = ours;
        this.from = from;
        sets = client.apps().statefulSets().withLabels(labels).inform(this.<StatefulSet>signal());
        pods = client.pods().withLabels(labels).inform(this.<Pod>signal());
        events = client.v1().events().inform(this.<Event>signal());
    }

    @Override
    public boolean ready() {
        List<StatefulSet> found = sets.getStore().list();
        return found.size() >= wanted && found.stream().allMatch(Diagnosis::ready);
    }

    @Override
    public List<Diagnosis.Finding> findings() {
        List<Event> recent = events.getStore().list().stream()
                .filter(this::recentAndOurs)
                .sorted((a, b) -> time(b).compareTo(time(a)))
                .toList();
        return Diagnosis.of(sets.getStore().list(), pods.getStore().list(), recent);
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        if (changed.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            changed.drainPermits();
        }
    }

    @Override
    public void close() {
        sets.close();
        pods.close();
        events.close();
    }

    private boolean recentAndOurs(Event event) {
        String name = Optional.ofNullable(event.getInvolvedObject().getName()).orElse("");
        return ours.test(name) && !time(event).isBefore(from.minusSeconds(1));
    }

    private static Instant time(Event event) {
        if (event.getLastTimestamp() != null) {
            return Instant.parse(event.getLastTimestamp());
        }
        return event.getEventTime() == null
                ? Instant.parse(event.getMetadata().getCreationTimestamp())
                : Instant.parse(event.getEventTime().getTime());
    }

    /** Ends the waiting when something changes. */
    <T extends HasMetadata> ResourceEventHandler<T> signal() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                changed.release();
            }

            @Override
            public void onUpdate(T old, T object) {
                changed.release();
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                changed.release();
            }
        };
    }
}
