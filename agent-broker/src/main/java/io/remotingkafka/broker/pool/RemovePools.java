package io.remotingkafka.broker.pool;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotingkafka.broker.kubernetes.OwnLoops;
import io.remotingkafka.broker.kubernetes.Right;
import io.remotingkafka.tunnel.start.StartFailure;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The command line {@code remove-pools SECONDS}: {@link PoolRemoval} in the pod's own namespace, its outcome in words and as exit code. */
public final class RemovePools {
    /** The first word. */
    public static final String NAME = "remove-pools";

    private static final int DONE = 0;
    /** The API server refused something, or did not answer: it may be tried again. */
    private static final int FAILED = 1;

    private RemovePools() {}

    /**
     * How long to wait, from the command line.
     *
     * @throws IllegalArgumentException if it is something else, with what was expected
     */
    static Duration limit(List<String> arguments) {
        if (arguments.size() != 2 || !arguments.getLast().matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(
                    "expected: " + NAME + " SECONDS, but got " + String.join(" ", arguments));
        }
        return Duration.ofSeconds(Long.parseLong(arguments.getLast()));
    }

    /** Runs it; the exit code, {@value StartFailure#EXIT_CODE} where trying again is of no use. */
    public static int run(List<String> arguments, PrintStream out) throws InterruptedException {
        try (OwnLoops loops = new OwnLoops();
                KubernetesClient client = new KubernetesClientBuilder()
                        .withHttpClientFactory(loops)
                        .build()) {
            Duration limit = limit(arguments);
            return told(new PoolRemoval(client).run(limit), limit, client.getNamespace(), out);
        } catch (IllegalArgumentException e) {
            out.println("The pools are not removed: " + e.getMessage());
            return StartFailure.EXIT_CODE;
        } catch (KubernetesClientException e) {
            out.println("The pools are not removed: " + e.getMessage());
            return FAILED;
        }
    }

    private static int told(PoolRemoval.Outcome outcome, Duration limit, String namespace, PrintStream out) {
        return switch (outcome) {
            case PoolRemoval.Outcome.NothingLeft unused -> {
                out.println("No pools are left.");
                yield DONE;
            }
            case PoolRemoval.Outcome.LetGo(List<String> pools) -> {
                pools.forEach(pool -> out.printf(
                        "pool=%s is let go with its agents: no broker did within %d s%n", pool, limit.toSeconds()));
                yield DONE;
            }
            case PoolRemoval.Outcome.NotAllowed(List<Right> missing) -> {
                out.println("No pool is removed, since this account lacks rights in namespace " + namespace + ":");
                missing.forEach(right -> out.printf(
                        "missing right: %s. It is needed so that %s: add verb %s on %s to the role of this pod's service"
                                + " account%n",
                        right.name(), right.function(), right.verb(), right.resource()));
                out.println(
                        "Or delete the pools yourself (kubectl delete agentpools --all), and run helm uninstall --no-hooks.");
                yield StartFailure.EXIT_CODE;
            }
        };
    }
}
