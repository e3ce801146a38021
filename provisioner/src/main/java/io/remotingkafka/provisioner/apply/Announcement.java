package io.remotingkafka.provisioner.apply;

import io.remotingkafka.protocol.event.ClusterEvent;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.handover.ClusterEvents;
import io.remotingkafka.provisioner.pki.Pki;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.proof.KafkaRoute;
import java.io.IOException;
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

    /** Whether the cluster took all events. */
    static boolean tell(Site site, KafkaClusterSpec spec, List<ClusterEvents.Happened> events)
            throws InterruptedException {
        if (spec.external().isPresent()) {
            return tellExternal(site, spec.external().get(), events);
        }
        Optional<Pki> pki = PkiStore.find(site);
        if (pki.isEmpty()) {
            return false;
        }
        try (KafkaRoute route = route(site, spec, pki.get())) {
            return ClusterEvents.tell(route.admin(), spec.profile().nodes(), events);
        } catch (IOException e) {
            site.log()
                    .add(new Progress.Observed(
                            site.now(),
                            new ObjectRef("StatefulSet", site.names().kafka()),
                            "could not be told what happens to it: " + e.getMessage()));
            return false;
        }
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
