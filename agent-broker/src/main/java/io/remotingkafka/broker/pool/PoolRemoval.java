package io.remotingkafka.broker.pool;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.PrintStream;
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
public final class PoolRemoval {
    private static final String USAGE = "expected: remove-pools SECONDS";

    private final KubernetesClient client;
    private final PrintStream out;

    /** @param client its namespace is where the pools are */
    public PoolRemoval(KubernetesClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    /**
     * How long to wait, from the command line {@code remove-pools SECONDS}.
     *
     * @throws IllegalArgumentException if it is something else, with what was expected
     */
    public static Duration limit(List<String> arguments) {
        if (arguments.size() != 2 || !arguments.getLast().matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(USAGE + ", but got " + String.join(" ", arguments));
        }
        return Duration.ofSeconds(Long.parseLong(arguments.getLast()));
    }

    /** Deletes them, waits until they are gone, and after {@code atMost} lets go of those that are left. */
    public void run(Duration atMost) throws InterruptedException {
        pools().delete();
        CompletableFuture<List<GenericKubernetesResource>> gone = pools().informOnCondition(List::isEmpty);
        try {
            gone.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            out.println("No pools are left.");
        } catch (TimeoutException e) {
            letGo(atMost);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The pools cannot be watched", e);
        } finally {
            gone.cancel(true);
        }
    }

    private void letGo(Duration atMost) {
        for (GenericKubernetesResource pool : pools().list().getItems()) {
            out.printf(
                    "pool=%s is let go with its agents: no broker did within %d s%n",
                    pool.getMetadata().getName(), atMost.toSeconds());
            client.resource(pool).edit(resource -> {
                resource.getMetadata().getFinalizers().remove(PoolResources.FINALIZER);
                return resource;
            });
        }
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            pools() {
        return client.genericKubernetesResources(PoolResources.KIND).inNamespace(client.getNamespace());
    }
}
