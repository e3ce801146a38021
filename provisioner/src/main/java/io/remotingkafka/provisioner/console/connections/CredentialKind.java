package io.remotingkafka.provisioner.console.connections;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of credentials, as the form offers them; named as in REST. */
public enum CredentialKind {
    /** A token. */
    BEARER_TOKEN("BearerToken", "Bearer token"),
    /** A certificate and its key. */
    CLIENT_CERTIFICATE("ClientCertificate", "Client certificate"),
    /** User and password, behind a proxy. */
    USER_PASSWORD("UserPassword", "User and password"),
    /** A kubeconfig file. */
    KUBECONFIG("Kubeconfig", "Kubeconfig"),
    /** The service account of the provisioner's pod. */
    IN_CLUSTER("InCluster", "Service account of this pod");

    private final String value;
    private final String title;

    CredentialKind(String value, String title) {
        this.value = value;
        this.title = title;
    }

    /** Its name in REST and in the form. */
    public String value() {
        return value;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    static Optional<CredentialKind> of(String value) {
        return Stream.of(values()).filter(kind -> kind.value.equals(value)).findFirst();
    }
}
