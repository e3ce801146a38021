package io.remotingkafka.provisioner.connection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/** Who the provisioner is to a Kubernetes API server. */
@RegisterForReflection(
        targets = {
            Credentials.BearerToken.class,
            Credentials.ClientCertificate.class,
            Credentials.UserPassword.class,
            Credentials.Kubeconfig.class,
            Credentials.InCluster.class
        })
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Credentials.BearerToken.class, name = "BearerToken"),
    @JsonSubTypes.Type(value = Credentials.ClientCertificate.class, name = "ClientCertificate"),
    @JsonSubTypes.Type(value = Credentials.UserPassword.class, name = "UserPassword"),
    @JsonSubTypes.Type(value = Credentials.Kubeconfig.class, name = "Kubeconfig"),
    @JsonSubTypes.Type(value = Credentials.InCluster.class, name = "InCluster")
})
public sealed interface Credentials {
    /** Which kind it is, as REST and the page name it. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** A token, such as {@code kubectl create token} prints. */
    record BearerToken(Confidential token) implements Credentials {}

    /**
     * A certificate that the API server's client CA has signed.
     *
     * @param certificate PEM
     * @param key its private key, PEM
     */
    record ClientCertificate(String certificate, Confidential key) implements Credentials {}

    /**
     * Basic authentication. API servers no longer take it (it left Kubernetes in 1.19); a proxy in front of one may.
     */
    record UserPassword(String user, Confidential password) implements Credentials {}

    /**
     * A kubeconfig file with all that it says: server, CA and credentials.
     *
     * @param text the file's content
     * @param context which of its contexts; the current one where empty
     */
    record Kubeconfig(Confidential text, Optional<String> context) implements Credentials {}

    /** The service account of the pod that the provisioner runs in. */
    record InCluster() implements Credentials {}
}
