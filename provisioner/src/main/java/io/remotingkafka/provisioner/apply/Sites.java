package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionStore;
import io.remotingkafka.provisioner.connection.Credentials;
import io.remotingkafka.provisioner.connection.KubernetesClients;
import io.remotingkafka.provisioner.manifest.KafkaManifests;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** Opens the places where operations work. */
@ApplicationScoped
class Sites {
    private final ConnectionStore connections;
    private final KubernetesClients clients;
    private final KafkaManifests manifests;
    private final ApplyConfig config;
    private final Clock clock = Clock.systemUTC();

    Sites(
            ConnectionStore connections,
            KubernetesClients clients,
            KubernetesSerialization serialization,
            ApplyConfig config) {
        this.connections = connections;
        this.clients = clients;
        this.manifests = new KafkaManifests(serialization);
        this.config = config;
    }

    KubernetesClient open(ConnectionName name) {
        return clients.open(connection(name));
    }

    Site site(ClusterKey key, KubernetesClient client, ProgressLog log) {
        boolean direct = connection(key.connection()).credentials() instanceof Credentials.InCluster;
        return new Site(
                key,
                client,
                new ObjectNames(key.cluster(), client.getNamespace()),
                manifests,
                direct,
                URI.create(client.getMasterUrl().toString()).getHost(),
                config,
                clock,
                log);
    }

    Instant now() {
        return clock.instant();
    }

    private Connection connection(ConnectionName name) {
        return connections
                .find(name)
                .orElseThrow(() -> new RefusedException(new Reason(
                        "unknown-connection",
                        "There is no connection " + name + ".",
                        "Enter it first: its name, server and credentials.")));
    }
}
