package io.remotingkafka.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashSet;
import java.util.Set;

/** Counts the pods of a namespace by what the API server tells of each change. Those that are being deleted count no more. */
final class LivePods implements ResourceEventHandler<Pod>, AutoCloseable {
    private final Set<String> live = new HashSet<>();
    private final Set<String> ever = new HashSet<>();
    private int most;
    private SharedIndexInformer<Pod> informer;

    private LivePods() {}

    static LivePods of(PoolNamespace namespace) {
        LivePods pods = new LivePods();
        pods.informer = namespace.admin().pods().inNamespace(namespace.name()).inform(pods);
        return pods;
    }

    /** The most at one time. */
    synchronized int most() {
        return most;
    }

    /** How many there were. */
    synchronized int seen() {
        return ever.size();
    }

    @Override
    public synchronized void onAdd(Pod pod) {
        String uid = pod.getMetadata().getUid();
        ever.add(uid);
        if (pod.getMetadata().getDeletionTimestamp() == null) {
            live.add(uid);
        } else {
            live.remove(uid);
        }
        most = Math.max(most, live.size());
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
        onAdd(pod);
    }

    @Override
    public synchronized void onDelete(Pod pod, boolean stateUnknown) {
        live.remove(pod.getMetadata().getUid());
    }

    @Override
    public void close() {
        informer.close();
    }
}
