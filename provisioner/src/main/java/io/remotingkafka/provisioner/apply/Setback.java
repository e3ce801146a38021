package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotingkafka.provisioner.handover.ClusterEvents;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What becomes of a failure: it is recorded in Kubernetes where that can be, and told to the Kafka that it is about where
 * there is one.
 *
 * @param recorded the record, as it was written
 * @param unrecorded the record, where it could not be written
 */
record Setback(Optional<ClusterRecord> recorded, Optional<ClusterRecord> unrecorded) {
    private static final Logger LOG = Logger.getLogger(Setback.class);

    static Setback record(Site site, ClusterRecord record, Failure failure) {
        if (failure instanceof Failure.Superseded) {
            return new Setback(Optional.empty(), Optional.empty());
        }
        ClusterRecord failed = record.failed(failure.reason(), site.now());
        if (failure instanceof Failure.MadeByOthers) {
            // The record's own name may be one of those that others have.
            return new Setback(Optional.empty(), Optional.of(failed));
        }
        try {
            ClusterRecord written =
                    record.after(site.records().find(site.names())).failed(failure.reason(), site.now());
            site.records().write(site.names(), written);
            return new Setback(Optional.of(written), Optional.empty());
        } catch (KubernetesClientException e) {
            LOG.warnf("cluster=%s its failure could not be recorded: %s", site.key(), e.getMessage());
            return new Setback(Optional.empty(), Optional.of(failed));
        }
    }

    /** Where Kafka was ready before it may still answer. If not, the next one that is ready carries what was not told. */
    void tell(Site site) {
        recorded.filter(failed -> failed.access().isPresent()).ifPresent(failed -> tell(site, failed));
    }

    private static void tell(Site site, ClusterRecord failed) {
        try {
            List<ClusterEvents.Happened> events = failed.untold().stream()
                    .map(failure -> Announcement.failed(site, failure))
                    .toList();
            if (Announcement.tell(site, failed.spec(), events)) {
                site.records().write(site.names(), failed.told());
            }
        } catch (InterruptedException | KubernetesClientException e) {
            LOG.debugf("cluster=%s its failure is told later: %s", site.key(), e.getMessage());
        }
    }
}
