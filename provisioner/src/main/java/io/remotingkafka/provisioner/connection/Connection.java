package io.remotingkafka.provisioner.connection;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.Optional;

/**
 * A way to one namespace of one Kubernetes cluster.
 *
 * @param name what it is called
 * @param server the API server's URL; empty where a kubeconfig or the pod's service account says it
 * @param caCertificate PEM of the CA that signed the server's certificate; the system's CAs where empty
 * @param skipTlsVerification takes any certificate, and so any server that poses as the right one; for trials
 * @param namespace where Kafka goes; what the kubeconfig or the service account says where empty, else {@code default}
 * @param credentials who we are
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Connection(
        ConnectionName name,
        Optional<URI> server,
        Optional<String> caCertificate,
        boolean skipTlsVerification,
        Optional<String> namespace,
        Credentials credentials) {
    /** What may be shown of it. */
    public ConnectionView view() {
        return new ConnectionView(
                name, server, caCertificate.isPresent(), skipTlsVerification, namespace, credentials.kind());
    }
}
