package io.remotingkafka.broker.launch.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.remotingkafka.broker.kubernetes.Cluster;
import io.remotingkafka.broker.launch.LaunchMeters;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The pods of this installation's agents, as one watch tells of them. While the API server is away it shows what it knew last:
 * agents that run are not lost because nobody can ask for them.
 */
final class PodWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PodWatch.class);

    private final SharedIndexInformer<Pod> informer;
    /** Made by this instance, and not yet heard of by the watch. */
    private final Map<String, Pod> made = new ConcurrentHashMap<>();
    /** Made by this instance, and not yet heard to have a node. */
    private final Set<String> unscheduled = ConcurrentHashMap.newKeySet();

    private final LaunchMeters meters;

    PodWatch(Cluster.Namespace namespace, String installation, LaunchMeters meters) {
        this.meters = meters;
        informer = namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withLabel(PodLabels.INSTALLATION, installation)
                .withoutLabel(PodLabels.RETAINED)
                .runnableInformer(0)
                .exceptionHandler((started, problem) -> {
                    LOG.warnf(
                            "namespace=%s pods are not watched, trying again: %s",
                            namespace.name(), problem.getMessage());
                    return true;
                })
                .addEventHandler(new Heard());
    }

    void start() {
        informer.start().exceptionally(problem -> {
            LOG.errorf("pods cannot be watched: %s", problem.getMessage());
            return null;
        });
    }

    /** This instance has made a pod, or found that it is there. */
    void made(Pod pod) {
        String name = pod.getMetadata().getName();
        made.put(name, pod);
        unscheduled.add(name);
        // The watch may have been faster than the answer.
        Pod known = informer.getStore().getByKey(pod.getMetadata().getNamespace() + "/" + name);
        if (known != null) {
            heard(known);
        }
    }

    /** This instance has removed a pod. */
    void removed(String name) {
        made.remove(name);
        unscheduled.remove(name);
    }

    private void heard(Pod pod) {
        String name = pod.getMetadata().getName();
        made.remove(name);
        PodReading.untilScheduled(pod).filter(took -> unscheduled.remove(name)).ifPresent(took -> PodLabels.pool(
                        pod.getMetadata().getLabels())
                .ifPresent(pool -> meters.scheduled(pool, took)));
    }

    /**
     * All pods.
     *
     * @throws IOException if they were never listed wholly
     */
    Collection<Pod> pods() throws IOException {
        if (!informer.hasSynced()) {
            throw new IOException("the pods are not listed yet");
        }
        Map<String, Pod> pods = new TreeMap<>(made);
        informer.getStore().list().forEach(pod -> pods.put(pod.getMetadata().getName(), pod));
        return pods.values();
    }

    @Override
    public void close() {
        informer.close();
    }

    private final class Heard implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            heard(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            heard(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean stateUnknown) {
            removed(pod.getMetadata().getName());
        }
    }
}
