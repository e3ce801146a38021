package io.remotingkafka.provisioner.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How connections are kept and used. */
@ConfigMapping(prefix = "provisioner.connections")
public interface ConnectionsConfig {
    /** Where they are kept; by default Secrets within Kubernetes and files elsewhere. */
    @WithDefault("auto")
    Store store();

    /** The directory of the file store. */
    @WithDefault("${user.home}/.remoting-kafka/connections")
    Path directory();

    /** The namespace of the Secret store; that of the provisioner's pod where empty. */
    Optional<String> namespace();

    /** Where Kubernetes mounts the service account of the provisioner's pod. */
    @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount")
    Path serviceAccount();

    /** How long a connection to an API server may take to come about. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long an API server may take to answer. */
    @WithDefault("15s")
    Duration requestTimeout();

    /** Where connections are kept. */
    enum Store {
        /** Secrets within Kubernetes, files elsewhere. */
        AUTO,
        /** Files that only their owner may read. */
        FILE,
        /** Secrets in the provisioner's namespace. */
        SECRET
    }
}
