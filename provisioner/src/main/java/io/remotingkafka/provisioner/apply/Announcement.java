package io.remotingkafka.provisioner.apply;

import io.remotingkafka.protocol.event.ClusterEvent;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.handover.ClusterEvents;
import io.remotingkafka.provisioner.pki.Pki;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.proof.KafkaRoute;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells whoever listens on a cluster what happens to it, if it still answers. */
final class Announcement {
    private Announcement() {}

    /** Of a failure. */
    static ClusterEvents.Happened failed(Site site, ClusterRecord.Untold failure) {
        return new ClusterEvents.Happened(
                new ClusterEvent.KafkaFailed(
                        site.names().cluster().value(),
                        site.names().namespace(),
                        failure.reason().code(),
                        failure.reason().message(),
                        failure.reason().remedy()),
                failure.at());
    }

    /** Of a cluster that is ready: what failed before, and how it came to be. */
    static List<ClusterEvents.Happened> made(Site site, ClusterRecord record, String bootstrap, Instant begun) {
        String cluster = site.names().cluster().value();
        String namespace = site.names().namespace();
        List<ClusterEvents.Happened> events = new ArrayList<>();
        record.untold().forEach(failure -> events.add(failed(site, failure)));
        if (record.spec().mode() != Mode.EXTERNAL) {
            events.add(new ClusterEvents.Happened(
                    new ClusterEvent.KafkaPlanned(
                            cluster, namespace, record.spec().mode().name()),
                    record.since()));
        }
        events.add(new ClusterEvents.Happened(new ClusterEvent.KafkaApplying(cluster, namespace), begun));
        events.add(new ClusterEvents.Happened(new ClusterEvent.KafkaReady(cluster, namespace, bootstrap), site.now()));
        return events;
    }

    /** Whether the cluster took all events. */
    static boolean tell(Site site, KafkaClusterSpec spec, List<ClusterEvents.Happened> events)
            throws InterruptedException {
        if (spec.external().isPresent()) {
            return tellExternal(site, spec.external().get(), events);
        }
        try {
            Optional<KafkaRoute> found = find(site, spec);
            if (found.isEmpty()) {
                return false;
            }
            try (KafkaRoute route = found.get()) {
                return ClusterEvents.tell(route.admin(), spec.profile().nodes(), events);
            }
        } catch (IOException e) {
            site.log()
                    .add(new Progress.Observed(
                            site.now(),
                            new ObjectRef("Kafka", site.names().kafka()),
                            "could not be told what happens to it: " + e.getMessage()));
            return false;
        }
    }

    private static Optional<KafkaRoute> find(Site site, KafkaClusterSpec spec) throws IOException {
        if (spec.mode() == Mode.STRIMZI) {
            StrimziCluster strimzi = new StrimziCluster(site);
            Optional<StrimziKafka> kafka = strimzi.find();
            return kafka.isPresent() ? Optional.of(strimzi.route(kafka.get(), spec)) : Optional.empty();
        }
        Optional<Pki> pki = PkiStore.find(site);
        return pki.isPresent() ? Optional.of(route(site, spec, pki.get())) : Optional.empty();
    }

    private static boolean tellExternal(Site site, ExternalKafka kafka, List<ClusterEvents.Happened> events)
            throws InterruptedException {
        try {
            return ClusterEvents.tell(
                    ExternalOperation.settings(kafka, ExternalLogin.read(site, kafka)),
                    ExternalOperation.DEFAULT_REPLICAS,
                    events);
        } catch (FailedException e) {
            return false;
        }
    }

    /** The way to its brokers. */
    static KafkaRoute route(Site site, KafkaClusterSpec spec, Pki pki) throws IOException {
        return site.direct()
                ? KafkaRoute.direct(site.names(), spec, pki)
                : KafkaRoute.forwarded(site.client(), site.names(), spec, pki);
    }
}
