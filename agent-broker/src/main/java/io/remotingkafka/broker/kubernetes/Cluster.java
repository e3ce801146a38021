package io.remotingkafka.broker.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Kubernetes that agents run on, where there is one. The client is our own: Quarkus's settings for one are fixed when the
 * service is built, and it logs them, the token included, when they are set later.
 */
@ApplicationScoped
public class Cluster {
    /** A namespace of a cluster. */
    public record Namespace(KubernetesClient client, String name) {}

    private final Optional<OwnLoops> loops;
    private final Optional<Namespace> namespace;

    Cluster(KubernetesConfig config, KubernetesSerialization serialization) {
        // Where no namespace is named, no client is made: it would look for a cluster.
        this.loops = config.namespace().map(name -> new OwnLoops());
        this.namespace = loops.flatMap(
                own -> config.namespace().map(name -> new Namespace(client(config, serialization, own), name)));
    }

    private static KubernetesClient client(
            KubernetesConfig config, KubernetesSerialization serialization, OwnLoops loops) {
        return new KubernetesClientBuilder()
                .withConfig(config.server().map(server -> named(server, config)).orElseGet(Cluster::found))
                .withKubernetesSerialization(serialization)
                .withHttpClientFactory(loops)
                .build();
    }

    /** The one of the pod that this is, or of the kubeconfig. */
    private static Config found() {
        Config config = Config.autoConfigure(null);
        config.setUserAgent("remoting-kafka-agent-broker");
        return config;
    }

    private static Config named(URI server, KubernetesConfig config) {
        ConfigBuilder builder = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.toString())
                .withUserAgent("remoting-kafka-agent-broker");
        config.caFile().ifPresent(file -> builder.withCaCertFile(file.toString()));
        config.tokenFile().ifPresent(file -> builder.withOauthTokenProvider(() -> read(file)));
        return builder.build();
    }

    private static String read(Path token) {
        try {
            return Files.readString(token).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("remoting.kubernetes.token-file cannot be read: " + token, e);
        }
    }

    /** Where pools and pods are. */
    public Optional<Namespace> namespace() {
        return namespace;
    }

    @PreDestroy
    void close() {
        namespace.ifPresent(where -> where.client().close());
        loops.ifPresent(OwnLoops::close);
    }
}
