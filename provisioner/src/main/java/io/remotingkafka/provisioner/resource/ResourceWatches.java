package io.remotingkafka.provisioner.resource;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.remotingkafka.provisioner.apply.KafkaClusters;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionStore;
import io.remotingkafka.provisioner.connection.Endpoint;
import io.remotingkafka.provisioner.connection.Endpoints;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import io.remotingkafka.provisioner.connection.KubernetesClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps one {@link ResourceWatch} for each namespace that a connection leads to. Where two lead to the same one, the first
 * by name counts: a resource has one master.
 */
@ApplicationScoped
class ResourceWatches {
    private static final Logger LOG = Logger.getLogger(ResourceWatches.class);
    private static final int NOT_FOUND = 404;

    private final ResourcesConfig config;
    private final ConnectionStore connections;
    private final Endpoints endpoints;
    private final KubernetesClients clients;
    private final KafkaClusters clusters;
    private final Clock clock = Clock.systemUTC();
    private final Map<Connection, ResourceWatch> open = new HashMap<>();
    private final Set<String> warned = new HashSet<>();

    ResourceWatches(
            ResourcesConfig config,
            ConnectionStore connections,
            Endpoints endpoints,
            KubernetesClients clients,
            KafkaClusters clusters) {
        this.config = config;
        this.connections = connections;
        this.endpoints = endpoints;
        this.clients = clients;
        this.clusters = clusters;
    }

    /** Where a connection leads. */
    private record Place(URI server, String namespace) {}

    @Scheduled(
            every = "${provisioner.resources.look-for-connections:5s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        if (!config.watch()) {
            return;
        }
        List<Connection> wanted = wanted();
        open.entrySet().removeIf(entry -> {
            boolean over = !wanted.contains(entry.getKey()) || !entry.getValue().alive();
            if (over) {
                entry.getValue().close();
            }
            return over;
        });
        wanted.stream().filter(connection -> !open.containsKey(connection)).forEach(this::follow);
    }

    synchronized void stop(@Observes ShutdownEvent ignored) {
        open.values().forEach(ResourceWatch::close);
        open.clear();
    }

    private List<Connection> wanted() {
        Set<Place> taken = new HashSet<>();
        List<Connection> wanted = new ArrayList<>();
        connections.list().forEach(view -> connections
                .find(view.name())
                .filter(connection -> place(connection).filter(taken::add).isPresent())
                .ifPresent(wanted::add));
        return wanted;
    }

    private Optional<Place> place(Connection connection) {
        try {
            Endpoint endpoint = endpoints.resolve(connection);
            return Optional.of(new Place(endpoint.server(), endpoint.namespace()));
        } catch (InvalidConnectionException e) {
            // Its test says so, and what to do.
            return Optional.empty();
        }
    }

    private void follow(Connection connection) {
        KubernetesClient client = clients.open(connection);
        try {
            open.put(
                    connection,
                    new ResourceWatch(connection.name(), client, clusters, new Reconciliation(config.retry()), clock));
            LOG.infof(
                    "connection=%s KafkaCluster resources in namespace %s are followed",
                    connection.name(), client.getNamespace());
            warned.remove(connection.name().value());
        } catch (KubernetesClientException e) {
            client.close();
            tell(connection, e);
        }
    }

    /** Once, and not where the resource's definition is not installed: then nobody wants this. */
    private void tell(Connection connection, KubernetesClientException e) {
        if (e.getCode() != NOT_FOUND && warned.add(connection.name().value())) {
            LOG.infof(
                    "connection=%s KafkaCluster resources are not followed until this is mended: %s",
                    connection.name(), e.getMessage());
        }
    }
}
