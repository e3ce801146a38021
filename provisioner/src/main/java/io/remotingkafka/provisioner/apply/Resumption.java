package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.scheduler.Scheduled;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionStore;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Takes up what was left unfinished, by a run of the provisioner that was killed: records say so, and no operation of
 * ours is under way for them.
 */
@ApplicationScoped
class Resumption {
    private static final Logger LOG = Logger.getLogger(Resumption.class);

    private final ConnectionStore connections;
    private final Sites sites;
    private final RunningOperations running;
    private final ApplyConfig config;

    Resumption(ConnectionStore connections, Sites sites, RunningOperations running, ApplyConfig config) {
        this.connections = connections;
        this.sites = sites;
        this.running = running;
        this.config = config;
    }

    @Scheduled(
            every = "${provisioner.apply.look-for-unfinished:30s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (config.resume()) {
            connections.list().forEach(connection -> look(connection.name()));
        }
    }

    private void look(ConnectionName connection) {
        try (KubernetesClient client = sites.open(connection)) {
            new RecordStore(client).list().forEach((name, record) -> {
                ClusterKey key = new ClusterKey(connection, name);
                if (record.unfinished() && !running.running(key)) {
                    LOG.infof("cluster=%s phase=%s taken up", key, record.phase());
                    resume(key, record);
                }
            });
        } catch (KubernetesClientException | InvalidConnectionException | RefusedException e) {
            LOG.debugf("connection=%s not looked at: %s", connection, e.getMessage());
        }
    }

    private void resume(ClusterKey key, ClusterRecord record) {
        if (record.phase() == Phase.REMOVING) {
            running.remove(key, record, Phase.REMOVING);
        } else {
            running.apply(key, record);
        }
    }
}
