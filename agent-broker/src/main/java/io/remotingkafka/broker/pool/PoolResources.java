package io.remotingkafka.broker.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.broker.kubernetes.Cluster;
import io.remotingkafka.protocol.naming.PoolName;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** {@code AgentPool} resources of the namespace, as one watch tells of them, and what is written to them. */
@ApplicationScoped
public class PoolResources {
    /** Keeps a pool that is deleted until its agents are gone: their pods would else go with it at once. */
    static final String FINALIZER = "remotingkafka.io/agents";

    private static final Logger LOG = Logger.getLogger(PoolResources.class);
    static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("remotingkafka.io")
            .withVersion("v1alpha1")
            .withKind(PoolReader.KIND)
            .withPlural("agentpools")
            .withNamespaced(true)
            .build();

    private final Optional<Cluster.Namespace> namespace;
    private final KubernetesSerialization serialization;
    private final Clock clock = Clock.systemUTC();
    private Optional<SharedIndexInformer<GenericKubernetesResource>> informer = Optional.empty();

    PoolResources(Cluster cluster, KubernetesSerialization serialization) {
        this.namespace = cluster.namespace();
        this.serialization = serialization;
    }

    /** Begins to watch; {@code changed} is called after each change. */
    void start(Runnable changed) {
        informer = namespace.map(where -> where.client()
                .genericKubernetesResources(KIND)
                .inNamespace(where.name())
                .runnableInformer(0)
                .exceptionHandler((started, problem) -> {
                    LOG.warnf(
                            "namespace=%s AgentPool resources are not watched, trying again: %s",
                            where.name(), problem.getMessage());
                    return true;
                })
                .addEventHandler(new OnChange(changed)));
        informer.ifPresent(watch -> watch.start().exceptionally(problem -> {
            LOG.errorf("AgentPool resources cannot be watched: %s", problem.getMessage());
            return null;
        }));
    }

    /** Whether there may be any. */
    boolean areExpected() {
        return namespace.isPresent();
    }

    /** Whether it is known which there are. */
    boolean areKnown() {
        return namespace.isEmpty()
                || informer.map(SharedIndexInformer::hasSynced).orElse(false);
    }

    /** Gives all that there are to the reader. */
    void read(PoolReader reader) {
        for (GenericKubernetesResource resource : all()) {
            ObjectMeta metadata = resource.getMetadata();
            reader.add(
                    metadata.getNamespace() + "/" + metadata.getName(),
                    serialization.convertValue(resource, JsonNode.class),
                    new AgentPool.Resource(
                            metadata.getNamespace(),
                            metadata.getUid(),
                            metadata.getGeneration() == null ? 0 : metadata.getGeneration(),
                            Optional.ofNullable(metadata.getDeletionTimestamp()).map(Instant::parse)));
        }
    }

    private List<GenericKubernetesResource> all() {
        return informer.map(watch -> watch.getStore().list()).orElse(List.of());
    }

    /** Writes how a pool fares, and sees to it that it stays while it has agents; nothing is written that is there already. */
    public void report(PoolName name, PoolStatus status) {
        find(name).ifPresent(resource -> {
            ObjectMeta metadata = resource.getMetadata();
            if (metadata.getDeletionTimestamp() == null
                    && !metadata.getFinalizers().contains(FINALIZER)) {
                edit(name, finalizers -> finalizers.contains(FINALIZER) ? finalizers : added(finalizers));
            }
            JsonNode before =
                    serialization.convertValue(resource, JsonNode.class).path("status");
            long generation = metadata.getGeneration() == null ? 0 : metadata.getGeneration();
            ObjectNode patch = status.patch(generation, before, clock.instant());
            if (!patch.path("status").equals(before)) {
                attempt(name, () -> resource(name)
                        .subresource("status")
                        .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString()));
            }
        });
    }

    /** Lets a pool go that is deleted and has no agents any more. */
    public void release(PoolName name) {
        find(name)
                .filter(resource -> resource.getMetadata().getDeletionTimestamp() != null
                        && resource.getMetadata().getFinalizers().contains(FINALIZER))
                .ifPresent(resource -> {
                    LOG.infof("pool=%s has no agents any more, and goes", name);
                    edit(name, finalizers -> finalizers.stream()
                            .filter(finalizer -> !finalizer.equals(FINALIZER))
                            .toList());
                });
    }

    private static List<String> added(List<String> finalizers) {
        return java.util.stream.Stream.concat(finalizers.stream(), java.util.stream.Stream.of(FINALIZER))
                .toList();
    }

    private void edit(PoolName name, UnaryOperator<List<String>> change) {
        attempt(name, () -> resource(name).edit(resource -> {
            resource.getMetadata()
                    .setFinalizers(change.apply(resource.getMetadata().getFinalizers()));
            return resource;
        }));
    }

    private Optional<GenericKubernetesResource> find(PoolName name) {
        return all().stream()
                .filter(resource -> name.value().equals(resource.getMetadata().getName()))
                .findFirst();
    }

    private Resource<GenericKubernetesResource> resource(PoolName name) {
        Cluster.Namespace where = namespace.orElseThrow();
        return where.client()
                .genericKubernetesResources(KIND)
                .inNamespace(where.name())
                .withName(name.value());
    }

    private static void attempt(PoolName name, Runnable write) {
        try {
            write.run();
        } catch (KubernetesClientException e) {
            LOG.warnf("pool=%s its resource is not written, trying again: %s", name, e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        informer.ifPresent(SharedIndexInformer::close);
    }

    private record OnChange(Runnable changed) implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource resource) {
            changed.run();
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource resource) {
            changed.run();
        }

        @Override
        public void onDelete(GenericKubernetesResource resource, boolean stateUnknown) {
            changed.run();
        }
    }
}
