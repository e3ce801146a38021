package io.remotingkafka.provisioner.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Chooses where connections are kept. */
@Singleton
class ConnectionStores {
    private final ConnectionsConfig config;
    private final Endpoints endpoints;
    private final KubernetesClients clients;
    private Optional<KubernetesClient> open = Optional.empty();

    ConnectionStores(ConnectionsConfig config, Endpoints endpoints, KubernetesClients clients) {
        this.config = config;
        this.endpoints = endpoints;
        this.clients = clients;
    }

    @Produces
    @Singleton
    ConnectionStore store() {
        boolean secrets =
                switch (config.store()) {
                    case AUTO -> endpoints.inCluster();
                    case FILE -> false;
                    case SECRET -> true;
                };
        if (!secrets) {
            return new FileConnectionStore(config.directory());
        }
        Connection own = new Connection(
                new ConnectionName("own"),
                Optional.empty(),
                Optional.empty(),
                false,
                config.namespace(),
                new Credentials.InCluster());
        KubernetesClient client = clients.open(own);
        open = Optional.of(client);
        return new SecretConnectionStore(client);
    }

    void close(@Disposes ConnectionStore ignored) {
        open.ifPresent(KubernetesClient::close);
    }
}
