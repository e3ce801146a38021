package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Proof;
import io.remotingkafka.provisioner.handover.Binding;
import io.remotingkafka.provisioner.handover.ClusterEvents;
import io.remotingkafka.provisioner.manifest.KafkaManifests;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.plan.Plan;
import io.remotingkafka.provisioner.proof.Authorisation;
import io.remotingkafka.provisioner.proof.KafkaChecks;
import io.remotingkafka.provisioner.proof.KafkaUsers;
import io.remotingkafka.provisioner.proof.NotProvedException;
import io.remotingkafka.provisioner.proof.SmokeTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a Kafka that is there already, proves it by use and hands it over. Of Kafka nothing is changed but topics of ours; in
 * Kubernetes there are the record and the Secret that clients mount.
 */
final class ExternalOperation implements Making {
    private static final Duration KAFKA_ANSWERS = Duration.ofSeconds(20);

    /** The broker's own default. */
    static final int DEFAULT_REPLICAS = -1;

    private final Site site;
    private final ClusterObjects objects;

    ExternalOperation(Site site) {
        this.site = site;
        this.objects = new ClusterObjects(site);
    }

    @Override
    public Plan plan(KafkaClusterSpec spec) {
        return new Plan(objects.compare(manifests(spec)), Optional.empty());
    }

    @Override
    public List<HasMetadata> manifests(KafkaClusterSpec spec) {
        try {
            return desired(spec);
        } catch (FailedException e) {
            throw new RefusedException(e.failure().reason(), e);
        }
    }

    private List<HasMetadata> desired(KafkaClusterSpec spec) throws FailedException {
        return List.of(binding(kafka(spec), ExternalLogin.read(site, kafka(spec))));
    }

    @Override
    public ClusterRecord run(ClusterRecord asked) throws FailedException, InterruptedException {
        ExternalKafka kafka = kafka(asked.spec());
        Instant begun = site.now();
        site.begin(Step.PLAN);
        List<HasMetadata> desired = desired(asked.spec());
        refuseOwnBrokers(desired);
        ClusterObjects.refuseOthers(new Plan(objects.compare(desired), Optional.empty()));
        ClusterRecord record = asked.after(site.records().find(site.names()));
        site.records().write(site.names(), record);
        Map<String, String> login = ExternalLogin.read(site, kafka);
        site.begin(Step.PROVE);
        Proof proof = prove(kafka, settings(kafka, login));
        site.begin(Step.HAND_OVER);
        objects.apply(List.of(binding(kafka, login)));
        ClusterRecord ready = record.ready(
                new Access(
                        kafka.bootstrapServers(), Optional.empty(), site.names().binding()),
                proof,
                site.now());
        ClusterEvents.tell(
                settings(kafka, login),
                DEFAULT_REPLICAS,
                Announcement.made(site, record, kafka.bootstrapServers(), begun));
        site.records().write(site.names(), ready);
        return ready;
    }

    /** A mode is not changed by taking brokers with their data away. */
    private void refuseOwnBrokers(List<HasMetadata> desired) throws FailedException {
        List<HasMetadata> leftovers = objects.leftovers(desired, Mode.EXTERNAL);
        if (!leftovers.isEmpty()) {
            throw new FailedException(new Failure.OwnBrokersInTheWay(
                    leftovers.stream().map(ObjectRef::of).toList().toString()));
        }
    }

    private Proof prove(ExternalKafka kafka, Map<String, Object> settings)
            throws FailedException, InterruptedException {
        String bootstrap = kafka.bootstrapServers();
        try (KafkaUsers user = new KafkaUsers(settings, KAFKA_ANSWERS)) {
            KafkaChecks checks = new KafkaChecks(user, bootstrap);
            observe(kafka, checks.reachAll() + " brokers reached, each at the address that it tells clients");
            observe(
                    kafka,
                    checks.metadataVersion()
                            .map(level -> "metadata.version " + level)
                            .orElse("its metadata version is not told"));
            observe(kafka, users(checks.authorisation()));
            Proof.ListenerProof listener =
                    new SmokeTest(user, DEFAULT_REPLICAS).listener("external", bootstrap, settings);
            return new Proof(site.now(), List.of(listener), Optional.empty());
        } catch (NotProvedException e) {
            throw new FailedException(KafkaFailures.of(bootstrap, e));
        }
    }

    private static String users(Authorisation authorisation) {
        return switch (authorisation) {
            case NONE -> "there is no authorisation: whoever may log in may do everything";
            case MAKES_USERS -> "the user may make users and ACLs: each agent can have a user of its own";
            case MAKES_NO_USERS ->
                "the user may not make users and ACLs: set remoting.launch.pod.identity=shared, or allow it Alter on the cluster";
        };
    }

    private void observe(ExternalKafka kafka, String says) {
        site.log().add(new Progress.Observed(site.now(), new ObjectRef("Kafka", kafka.bootstrapServers()), says));
    }

    private HasMetadata binding(ExternalKafka kafka, Map<String, String> login) {
        return KafkaManifests.secret(
                site.names(), site.names().binding(), Binding.external(kafka.bootstrapServers(), login));
    }

    /** What Kafka's clients take. */
    static Map<String, Object> settings(ExternalKafka kafka, Map<String, String> login) {
        Map<String, Object> settings = new HashMap<>(login);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return settings;
    }

    /** The specification was checked: in this mode it has one. */
    private static ExternalKafka kafka(KafkaClusterSpec spec) {
        return spec.external().orElseThrow();
    }
}
