package io.remotingkafka.e2e.kubernetes.helm;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The definitions of our kinds, as if a release had brought them, so that it brings them up to date. They are the whole cluster's, and
 * what others have made of them goes with them: they are not taken away for a test.
 */
final class OwnedDefinitions implements AutoCloseable {
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final String AGENT_POOLS = "agentpools.remotingkafka.io";

    private OwnedDefinitions() {}

    /** They are there afterwards, and that release's. */
    static OwnedDefinitions by(String release, String namespace) {
        Command.run(SHORT, "kubectl", "apply", "--server-side", "--force-conflicts", "-k", "k8s/crds")
                .ok();
        change("label", "app.kubernetes.io/managed-by=Helm");
        change(
                "annotate",
                "meta.helm.sh/release-name=" + release,
                "meta.helm.sh/release-namespace=" + namespace,
                "remotingkafka.io/chart-");
        return new OwnedDefinitions();
    }

    /** The chart that last brought them, by name and version. */
    String chart() {
        return Command.run(
                        SHORT,
                        "kubectl",
                        "get",
                        "crd",
                        AGENT_POOLS,
                        "-o",
                        "jsonpath={.metadata.annotations.remotingkafka\\.io/chart}")
                .ok();
    }

    @Override
    public void close() {
        change("label", "app.kubernetes.io/managed-by-");
        change("annotate", "meta.helm.sh/release-name-", "meta.helm.sh/release-namespace-");
    }

    private static void change(String... what) {
        Command.run(
                        SHORT,
                        Stream.of(
                                        Stream.of("kubectl", what[0], "--overwrite", "crd"),
                                        Stream.of(AGENT_POOLS, "kafkaclusters.remotingkafka.io"),
                                        Arrays.stream(what).skip(1))
                                .flatMap(part -> part)
                                .toArray(String[]::new))
                .ok();
    }
}
