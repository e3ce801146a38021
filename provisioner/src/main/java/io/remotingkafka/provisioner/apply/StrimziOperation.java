package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.manifest.StrimziManifests;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.plan.Plan;
import io.remotingkafka.provisioner.plan.PlannedChange;
import io.remotingkafka.provisioner.proof.KafkaRoute;
import io.remotingkafka.provisioner.proof.KafkaUsers;
import io.remotingkafka.provisioner.proof.NotProvedException;
import io.remotingkafka.provisioner.proof.ScramLogin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the Strimzi operator for a Kafka, waits for what it says, proves the Kafka by use and hands it over. Certificates,
 * upgrades and restarts are the operator's.
 */
final class StrimziOperation implements Making {
    private static final Duration KAFKA_ANSWERS = Duration.ofSeconds(60);

    private final Site site;
    private final ClusterObjects objects;
    private final StrimziCluster strimzi;

    StrimziOperation(Site site) {
        this.site = site;
        this.objects = new ClusterObjects(site);
        this.strimzi = new StrimziCluster(site);
    }

    @Override
    public Plan plan(KafkaClusterSpec spec) {
        try {
            strimzi.requireOperator();
        } catch (FailedException e) {
            throw new RefusedException(e.failure().reason(), e);
        }
        List<HasMetadata> desired = manifests(spec);
        List<PlannedChange> changes = new ArrayList<>(objects.compare(desired));
        objects.leftovers(desired, Mode.STRIMZI)
                .forEach(object -> changes.add(new PlannedChange.Removed(ObjectRef.of(object))));
        return new Plan(changes, warning(spec));
    }

    @Override
    public List<HasMetadata> manifests(KafkaClusterSpec spec) {
        return new StrimziManifests(site.client().getKubernetesSerialization()).all(site.names(), spec);
    }

    @Override
    public ClusterRecord run(ClusterRecord asked) throws FailedException, InterruptedException {
        KafkaClusterSpec spec = asked.spec();
        Instant begun = site.now();
        site.begin(Step.PLAN);
        strimzi.requireOperator();
        ClusterObjects.refuseOthers(plan(spec));
        ClusterRecord record = asked.after(site.records().find(site.names()));
        site.records().write(site.names(), record);
        site.begin(Step.APPLY);
        List<HasMetadata> desired = manifests(spec);
        objects.apply(desired);
        objects.delete(objects.leftovers(desired, Mode.STRIMZI));
        site.begin(Step.START);
        try (StrimziWatch watch = new StrimziWatch(site, awaited(desired), begun)) {
            new Rollout(site).await(watch, begun);
        }
        StrimziKafka kafka = strimzi.find()
                .orElseThrow(() -> new FailedException(new Failure.NotProved(
                        "finding the clients' listener", "the operator's status of the Kafka does not tell it")));
        return prove(record, kafka, begun);
    }

    /** A pool has no condition of its own. */
    private static List<HasMetadata> awaited(List<HasMetadata> desired) {
        return desired.stream()
                .filter(object -> !object.getKind().equals("KafkaNodePool"))
                .toList();
    }

    private ClusterRecord prove(ClusterRecord record, StrimziKafka kafka, Instant begun)
            throws FailedException, InterruptedException {
        KafkaClusterSpec spec = record.spec();
        Optional<ScramLogin> login = strimzi.login(spec);
        if (spec.security() == ClientSecurity.SCRAM_TLS && login.isEmpty()) {
            throw new FailedException(new Failure.NotProved(
                    "finding agent-broker's password",
                    "the operator's Secret " + site.names().user() + " is not there, or has none"));
        }
        Access access =
                new Access(kafka.internal(), external(kafka, spec), site.names().binding());
        try (KafkaRoute route = strimzi.route(kafka, spec);
                KafkaUsers users = new KafkaUsers(route.admin(), KAFKA_ANSWERS)) {
            users.reach(spec.profile().nodes());
            return new HandOver(access, spec, kafka.trust(), login).run(site, record, route, users, begun);
        } catch (NotProvedException e) {
            throw new FailedException(new Failure.NotProved(e.attempted(), e.getMessage()));
        } catch (IOException e) {
            throw new FailedException(new Failure.NotProved("forwarding a port to the brokers", e.getMessage()));
        }
    }

    /** As the operator tells, at the address that was asked for. */
    private static Optional<String> external(StrimziKafka kafka, KafkaClusterSpec spec) {
        Optional<String> address = spec.listeners().external().flatMap(Listeners.External::address);
        return kafka.external().map(told -> address.map(host -> host + told.substring(told.lastIndexOf(':')))
                .orElse(told));
    }

    private static Optional<String> warning(KafkaClusterSpec spec) {
        return spec.security() == ClientSecurity.PLAINTEXT ? Optional.of(ApplyOperation.PLAINTEXT) : Optional.empty();
    }
}
