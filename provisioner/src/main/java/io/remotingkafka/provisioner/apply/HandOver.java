package io.remotingkafka.provisioner.apply;

import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Proof;
import io.remotingkafka.provisioner.handover.Binding;
import io.remotingkafka.provisioner.handover.ClusterEvents;
import io.remotingkafka.provisioner.manifest.KafkaManifests;
import io.remotingkafka.provisioner.proof.ClientSettings;
import io.remotingkafka.provisioner.proof.KafkaRoute;
import io.remotingkafka.provisioner.proof.KafkaUsers;
import io.remotingkafka.provisioner.proof.NotProvedException;
import io.remotingkafka.provisioner.proof.ScramLogin;
import io.remotingkafka.provisioner.proof.SmokeTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Kafka of ours that runs is proved by use, through each of its listeners, and given to its clients.
 *
 * @param access where clients connect
 * @param trust the authority of its certificates
 * @param login the clients'; empty where there are no users
 */
record HandOver(Access access, KafkaClusterSpec spec, String trust, Optional<ScramLogin> login) {
    /** Its end: the cluster is ready. */
    ClusterRecord run(Site site, ClusterRecord record, KafkaRoute route, KafkaUsers users, Instant begun)
            throws FailedException, NotProvedException, InterruptedException {
        int nodes = spec.profile().nodes();
        site.begin(Step.PROVE);
        Proof proof = prove(site, new SmokeTest(users, nodes), route);
        site.begin(Step.HAND_OVER);
        new ClusterObjects(site)
                .apply(List.of(KafkaManifests.secret(
                        site.names(),
                        access.bindingSecret(),
                        Binding.data(access.internal(), spec.security(), trust, login))));
        ClusterEvents.tell(route.admin(), nodes, Announcement.made(site, record, access.internal(), begun));
        ClusterRecord ready = record.ready(access, proof, site.now());
        site.records().write(site.names(), ready);
        return ready;
    }

    private Proof prove(Site site, SmokeTest test, KafkaRoute route)
            throws NotProvedException, InterruptedException, FailedException {
        List<Proof.ListenerProof> listeners = new ArrayList<>();
        listeners.add(test.listener("internal", access.internal(), route.client(login)));
        if (access.external().isPresent()) {
            String bootstrap = access.external().get();
            listeners.add(test.listener(
                    "external", bootstrap, ClientSettings.client(bootstrap, spec.security(), trust, login)));
        }
        if (spec.security() != ClientSecurity.SCRAM_TLS) {
            return new Proof(site.now(), listeners, Optional.empty());
        }
        if (!test.strangerDenied(route)) {
            throw new FailedException(
                    new Failure.NotProved("keeping out a user without rights", "the user could write to a topic"));
        }
        return new Proof(site.now(), listeners, Optional.of(true));
    }
}
