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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Follows a cluster's stateful sets, pods and the events about them. */
final class PodWatch implements AutoCloseable {
    private final Semaphore changed = new Semaphore(0);
    private final ObjectNames names;
    private final Instant from;
    private final SharedIndexInformer<StatefulSet> sets;
    private final SharedIndexInformer<Pod> pods;
    private final SharedIndexInformer<Event> events;

    PodWatch(KubernetesClient client, ObjectNames names, Instant from) {
        this.names = names;
        this.from = from;
        sets = client.apps().statefulSets().withLabels(names.labels()).inform(this.<StatefulSet>signal());
        pods = client.pods().withLabels(names.labels()).inform(this.<Pod>signal());
        events = client.v1().events().inform(this.<Event>signal());
    }

    List<StatefulSet> sets() {
        return sets.getStore().list();
    }

    List<Diagnosis.Finding> findings() {
        List<Event> recent = events.getStore().list().stream()
                .filter(this::recentAndOurs)
                .sorted((a, b) -> time(b).compareTo(time(a)))
                .toList();
        return Diagnosis.of(sets(), pods.getStore().list(), recent);
    }

    /** Waits until something changed, or the time is over. */
    void await(Duration atMost) throws InterruptedException {
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
        boolean ours = name.startsWith(names.kafka())
                || name.startsWith(names.zookeeper())
                || name.startsWith("data-" + names.kafka())
                || name.startsWith("data-" + names.zookeeper());
        return ours && !time(event).isBefore(from.minusSeconds(1));
    }

    private static Instant time(Event event) {
        if (event.getLastTimestamp() != null) {
            return Instant.parse(event.getLastTimestamp());
        }
        return event.getEventTime() == null
                ? Instant.parse(event.getMetadata().getCreationTimestamp())
                : Instant.parse(event.getEventTime().getTime());
    }

    private <T extends HasMetadata> ResourceEventHandler<T> signal() {
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
