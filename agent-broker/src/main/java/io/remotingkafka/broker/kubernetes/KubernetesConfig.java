package io.remotingkafka.broker.kubernetes;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The Kubernetes that agents run on as pods. In a pod of it only the namespace needs to be set. */
@ConfigMapping(prefix = "remoting.kubernetes")
public interface KubernetesConfig {
    /** The namespace of {@code AgentPool} resources and of agents' pods; without it there are neither. */
    Optional<String> namespace();

    /** The API server, where it is not the one of the pod's own cluster or of the kubeconfig. */
    Optional<URI> server();

    /** A PEM file with the authority of that server's certificate. */
    Optional<Path> caFile();

    /** A file with the bearer token for that server; read again when it changes. */
    Optional<Path> tokenFile();
}
