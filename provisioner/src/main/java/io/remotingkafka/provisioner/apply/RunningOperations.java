package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Runs operations, at most one for each cluster: a later one ends the earlier one and begins when that has ended. Each
 * has a virtual thread of its own, which waits for Kubernetes most of the time.
 */
@ApplicationScoped
class RunningOperations {
    private static final Logger LOG = Logger.getLogger(RunningOperations.class);

    private final Sites sites;
    private final Map<ClusterKey, Running> latest = new HashMap<>();
    private final Map<ClusterKey, ClusterRecord> unrecorded = new HashMap<>();

    RunningOperations(Sites sites) {
        this.sites = sites;
    }

    /** One operation, running or ended. */
    private record Running(Thread thread, ProgressLog log, ClusterRecord record) {}

    /** What an operation does, to its successful end. */
    private interface Work {
        Progress run(Site site) throws FailedException, InterruptedException;
    }

    void apply(ClusterKey key, ClusterRecord record) {
        start(key, record, site -> {
            ClusterRecord ready = Making.of(site, record.spec().mode()).run(record);
            return new Progress.Ready(site.now(), ready.status(key, site.names().namespace()));
        });
    }

    void remove(ClusterKey key, ClusterRecord record, Phase before) {
        start(key, record, site -> {
            new RemoveOperation(site, record.spec().mode()).run(record, before);
            return new Progress.Removed(site.now());
        });
    }

    synchronized Multi<Progress> progress(ClusterKey key) {
        Running running = latest.get(key);
        return running == null ? Multi.createFrom().empty() : running.log().follow();
    }

    synchronized boolean running(ClusterKey key) {
        Running running = latest.get(key);
        return running != null && running.thread().isAlive();
    }

    /**
     * What is known here and not in Kubernetes: an operation that has not come as far as its record, or ended before it
     * could have one.
     */
    synchronized Optional<ClusterRecord> ahead(ClusterKey key) {
        return Optional.ofNullable(latest.get(key))
                .filter(running -> !running.log().ended())
                .map(Running::record)
                .or(() -> Optional.ofNullable(unrecorded.get(key)));
    }

    /** All clusters of a connection of which something is known here. */
    synchronized Set<ClusterKey> known(ConnectionName connection) {
        return latest.keySet().stream()
                .filter(key -> key.connection().equals(connection))
                .collect(Collectors.toSet());
    }

    /** Forgets an operation that ended without a trace in Kubernetes; whether there was one. */
    synchronized boolean forget(ClusterKey key) {
        boolean known = unrecorded.remove(key) != null;
        if (known) {
            latest.remove(key);
        }
        return known;
    }

    /** Threads that wait for Kubernetes are let go; the next run of the provisioner takes their work up. */
    synchronized void stop(@Observes ShutdownEvent ignored) {
        latest.values().forEach(running -> running.thread().interrupt());
    }

    private synchronized void start(ClusterKey key, ClusterRecord record, Work work) {
        Running before = latest.get(key);
        ProgressLog log = new ProgressLog();
        Thread thread = Thread.ofVirtual().name("operation " + key).unstarted(() -> {
            if (ended(before)) {
                perform(key, record, log, work);
            }
        });
        unrecorded.remove(key);
        latest.put(key, new Running(thread, log, record));
        thread.start();
    }

    private static boolean ended(Running before) {
        if (before == null) {
            return true;
        }
        try {
            before.thread().interrupt();
            before.thread().join();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void perform(ClusterKey key, ClusterRecord record, ProgressLog log, Work work) {
        LOG.infof("cluster=%s phase=%s begins", key, record.phase());
        try (KubernetesClient client = sites.open(key.connection())) {
            Site site = sites.site(key, client, log);
            try {
                log.add(work.run(site));
                LOG.infof("cluster=%s phase=%s done", key, record.phase());
            } catch (FailedException e) {
                fail(site, record, e.failure());
            } catch (KubernetesClientException e) {
                fail(
                        site,
                        record,
                        e.getCause() instanceof InterruptedException ? new Failure.Superseded() : ApiFailures.of(e));
            } catch (InterruptedException e) {
                // The record stays as it is: whoever interrupted writes the next one, or the next run goes on from it.
                log.add(new Progress.Failed(site.now(), new Failure.Superseded().reason()));
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "cluster=%s phase=%s broke off", key, record.phase());
            log.add(new Progress.Failed(sites.now(), new Failure.Unexpected(String.valueOf(e.getMessage())).reason()));
        }
    }

    private synchronized void keep(ClusterKey key, ClusterRecord failed) {
        unrecorded.put(key, failed);
    }

    private void fail(Site site, ClusterRecord record, Failure failure) {
        LOG.warnf(
                "cluster=%s phase=%s reason=%s %s",
                site.key(),
                record.phase(),
                failure.reason().code(),
                failure.reason().message());
        Setback setback = Setback.record(site, record, failure);
        setback.unrecorded().ifPresent(failed -> keep(site.key(), failed));
        site.log().add(new Progress.Failed(site.now(), failure.reason()));
        setback.tell(site);
    }
}
