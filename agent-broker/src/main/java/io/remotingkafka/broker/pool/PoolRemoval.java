package io.remotingkafka.broker.pool;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.remotingkafka.broker.kubernetes.AccessReview;
import io.remotingkafka.broker.kubernetes.Right;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Deletes {@code AgentPool} resources while there is still a broker that lets their agents end: what the chart does before it is
 * uninstalled. Pools that nobody lets go in time are let go here, so that nothing waits for ever; Kubernetes then removes their pods.
 */
final class PoolRemoval {
    /** How it ended. */
    sealed interface Outcome {
        /** There is no pool any more. */
        record NothingLeft() implements Outcome {}

        /** These had agents that did not end in time. */
        record LetGo(List<String> pools) implements Outcome {}

        /** Nothing was deleted, since it could not have been brought to an end. */
        record NotAllowed(List<Right> missing) implements Outcome {}
    }

    private final KubernetesClient client;

    /** @param client its namespace is where the pools are */
    PoolRemoval(KubernetesClient client) {
        this.client = client;
    }

    /** The rights that it needs, as {@code k8s/rbac/pool-removal-role.yaml} gives them. */
    static List<Right> neededRights() {
        return List.of(
                right("list", "it is known which pools there are"),
                right("delete", "the pools are deleted"),
                right("watch", "their agents' end is waited for"),
                right("patch", "a pool that no broker lets go does not stay for ever"));
    }

    private static Right right(String verb, String function) {
        return new Right("remotingkafka.io", "agentpools", verb, function);
    }

    /**
     * Deletes them, waits until they are gone, and after {@code atMost} lets go of those that are left.
     *
     * @throws KubernetesClientException if the API server refuses something, or does not answer
     */
    Outcome run(Duration atMost) throws InterruptedException {
        List<Right> missing = AccessReview.missing(client, client.getNamespace(), neededRights());
        if (!missing.isEmpty()) {
            return new Outcome.NotAllowed(missing);
        }
        List<GenericKubernetesResource> found = existing();
        if (found.isEmpty()) {
            return new Outcome.NothingLeft();
        }
        found.forEach(pool -> client.resource(pool).delete());
        CompletableFuture<List<GenericKubernetesResource>> gone = pools().informOnCondition(List::isEmpty);
        try {
            gone.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.NothingLeft();
        } catch (TimeoutException e) {
            return letGo();
        } catch (ExecutionException e) {
            throw new KubernetesClientException("The pools cannot be watched", e);
        } finally {
            gone.cancel(true);
        }
    }

    /** None where their kind is not defined. */
    private List<GenericKubernetesResource> existing() {
        try {
            return pools().list().getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private Outcome letGo() {
        List<GenericKubernetesResource> left = pools().list().getItems();
        left.forEach(pool -> client.resource(pool).edit(resource -> {
            resource.getMetadata().getFinalizers().remove(PoolResources.FINALIZER);
            return resource;
        }));
        return new Outcome.LetGo(
                left.stream().map(pool -> pool.getMetadata().getName()).toList());
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            pools() {
        return client.genericKubernetesResources(PoolResources.KIND).inNamespace(client.getNamespace());
    }
}
