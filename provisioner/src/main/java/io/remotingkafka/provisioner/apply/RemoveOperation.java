package io.remotingkafka.provisioner.apply;

import io.remotingkafka.protocol.event.ClusterEvent;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.handover.ClusterEvents;
import io.remotingkafka.provisioner.plan.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes a cluster away. The record goes last, so that what is left unfinished is found again. */
final class RemoveOperation {
    private final Site site;
    private final Mode mode;

    RemoveOperation(Site site, Mode mode) {
        this.site = site;
        this.mode = mode;
    }

    /**
     * @param before how the cluster was before
     */
    void run(ClusterRecord record, Phase before) throws FailedException, InterruptedException {
        site.records().write(site.names(), record);
        if (before == Phase.READY) {
            tellLast(record);
        }
        site.begin(Step.REMOVE);
        ClusterObjects objects = new ClusterObjects(site);
        objects.delete(Ownership.objects(site.client(), site.names(), mode));
        boolean volumes = record.volumes().orElse(VolumeChoice.KEEP) == VolumeChoice.DELETE;
        if (volumes) {
            objects.delete(site.client()
                    .persistentVolumeClaims()
                    .withLabels(Ownership.podLabels(site.names(), mode))
                    .list()
                    .getItems());
        }
        site.begin(Step.VANISH);
        awaitGone(volumes, site.now().plus(site.config().removal()));
        site.records().delete(site.names());
    }

    private void awaitGone(boolean volumes, Instant deadline) throws FailedException, InterruptedException {
        while (true) {
            List<ObjectRef> left = left(volumes);
            if (left.isEmpty()) {
                return;
            }
            if (site.now().isAfter(deadline)) {
                throw new FailedException(new Failure.TookTooLong(site.config().removal(), "still there: " + left));
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private List<ObjectRef> left(boolean volumes) {
        List<ObjectRef> left = new ArrayList<>();
        Ownership.objects(site.client(), site.names(), mode).forEach(object -> left.add(ObjectRef.of(object)));
        site.client()
                .pods()
                .withLabels(Ownership.podLabels(site.names(), mode))
                .list()
                .getItems()
                .forEach(pod -> left.add(ObjectRef.of(pod)));
        if (mode == Mode.STRIMZI) {
            new StrimziCluster(site).made().forEach(object -> left.add(ObjectRef.of(object)));
        }
        if (volumes) {
            site.client()
                    .persistentVolumeClaims()
                    .withLabels(Ownership.podLabels(site.names(), mode))
                    .list()
                    .getItems()
                    .forEach(claim -> left.add(ObjectRef.of(claim)));
        }
        return left;
    }

    /** Whoever listens on the cluster learns that it goes. */
    private void tellLast(ClusterRecord record) throws InterruptedException {
        ClusterEvent event = new ClusterEvent.KafkaRemoved(
                site.names().cluster().value(), site.names().namespace());
        Announcement.tell(site, record.spec(), List.of(new ClusterEvents.Happened(event, site.now())));
    }
}
