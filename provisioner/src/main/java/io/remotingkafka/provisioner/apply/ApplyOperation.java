package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.handover.Binding;
import io.remotingkafka.provisioner.manifest.ClusterDesign;
import io.remotingkafka.provisioner.pki.Pki;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.plan.Plan;
import io.remotingkafka.provisioner.plan.PlannedChange;
import io.remotingkafka.provisioner.proof.KafkaRoute;
import io.remotingkafka.provisioner.proof.KafkaUsers;
import io.remotingkafka.provisioner.proof.NotProvedException;
import io.remotingkafka.provisioner.proof.ScramLogin;
import io.remotingkafka.provisioner.proof.SmokeTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes the Kafka that is wanted, from whatever is there: nothing, half of it, or all. Each step looks before it acts, so
 * it can be begun again at any point.
 */
final class ApplyOperation implements Making {
    static final String PLAINTEXT = "Plaintext: whoever reaches Kafka's port may read, write and delete everything.";

    private static final Duration KAFKA_ANSWERS = Duration.ofSeconds(60);

    private final Site site;
    private final ClusterObjects objects;

    ApplyOperation(Site site) {
        this.site = site;
        this.objects = new ClusterObjects(site);
    }

    /** Addresses that are not known yet leave fields open. */
    @Override
    public Plan plan(KafkaClusterSpec spec) {
        List<HasMetadata> desired = manifests(spec);
        List<PlannedChange> changes = new ArrayList<>(objects.compare(desired));
        objects.leftovers(desired, spec.mode())
                .forEach(object -> changes.add(new PlannedChange.Removed(ObjectRef.of(object))));
        return new Plan(changes, warning(spec));
    }

    @Override
    public List<HasMetadata> manifests(KafkaClusterSpec spec) {
        List<ClusterDesign.HostPort> external = new ExternalAddresses(site).known(spec);
        return all(design(spec, external, pki(spec, hosts(external))));
    }

    @Override
    public ClusterRecord run(ClusterRecord asked) throws FailedException, InterruptedException {
        KafkaClusterSpec spec = asked.spec();
        Instant begun = site.now();
        site.begin(Step.PLAN);
        ClusterObjects.refuseOthers(plan(spec));
        ClusterRecord record = asked.after(site.records().find(site.names()));
        site.records().write(site.names(), record);
        site.begin(Step.APPLY);
        objects.apply(site.manifests().services(design(spec, List.of(), pki(spec, List.of()))));
        if (spec.listeners().external().isPresent()) {
            site.begin(Step.ADDRESS);
        }
        List<ClusterDesign.HostPort> external =
                new ExternalAddresses(site).await(spec, begun.plus(site.config().deadline()));
        Pki pki = rollOut(spec, external, record.rotation(), begun);
        return prove(record, design(spec, external, pki), begun);
    }

    /** Applies the workloads, once or, for a new authority, in its two rounds. */
    private Pki rollOut(
            KafkaClusterSpec spec,
            List<ClusterDesign.HostPort> external,
            ClusterRecord.Rotation rotation,
            Instant begun)
            throws FailedException, InterruptedException {
        List<String> certified = site.names().certificateNames(spec.profile().nodes(), hosts(external));
        Pki pki = pki(spec, hosts(external));
        switch (rotation) {
            case NONE -> {}
            case CERTIFICATES -> pki = pki.renewed(certified, site.now());
            case AUTHORITY -> {
                pki = pki.announceAuthority(site.names().cluster().value(), site.now());
                start(design(spec, external, pki), begun);
                pki = pki.renewed(certified, site.now());
            }
        }
        start(design(spec, external, pki), begun);
        return pki;
    }

    private void start(ClusterDesign design, Instant begun) throws FailedException, InterruptedException {
        objects.apply(site.manifests().workloads(design));
        objects.delete(objects.leftovers(all(design), design.spec().mode()));
        site.begin(Step.START);
        int sets = design.spec().mode() == Mode.ZOOKEEPER ? 2 : 1;
        try (PodWatch watch = PodWatch.of(site.client(), site.names(), sets, begun)) {
            new Rollout(site).await(watch, begun);
        }
    }

    private ClusterRecord prove(ClusterRecord record, ClusterDesign design, Instant begun)
            throws FailedException, InterruptedException {
        KafkaClusterSpec spec = design.spec();
        int nodes = spec.profile().nodes();
        boolean secured = spec.security() == ClientSecurity.SCRAM_TLS;
        site.begin(Step.USERS);
        try (KafkaRoute route = Announcement.route(site, spec, design.pki());
                KafkaUsers users = new KafkaUsers(route.admin(), KAFKA_ANSWERS)) {
            users.reach(nodes);
            Optional<ScramLogin> login =
                    secured ? Optional.of(new ScramLogin(KafkaUsers.BROKER_USER, password())) : Optional.empty();
            if (login.isPresent()) {
                users.makeBrokerUser(login.get());
            }
            Optional<String> external =
                    design.external().isEmpty() ? Optional.empty() : Optional.of(bootstrap(design.external()));
            Access access =
                    new Access(site.names().bootstrap(), external, site.names().binding());
            return new HandOver(access, spec, design.pki().trust(), login).run(site, record, route, users, begun);
        } catch (NotProvedException e) {
            throw new FailedException(new Failure.NotProved(e.attempted(), e.getMessage()));
        } catch (IOException e) {
            throw new FailedException(new Failure.NotProved("forwarding a port to the brokers", e.getMessage()));
        }
    }

    /** The password that the hand-over has already, so that clients that mount it stay logged in. */
    private String password() {
        Secret binding =
                site.client().secrets().withName(site.names().binding()).get();
        return Optional.ofNullable(binding).flatMap(Binding::password).orElseGet(SmokeTest::token);
    }

    private Pki pki(KafkaClusterSpec spec, List<String> addresses) {
        return PkiStore.findOrCreate(site, spec.profile().nodes(), addresses);
    }

    private ClusterDesign design(KafkaClusterSpec spec, List<ClusterDesign.HostPort> external, Pki pki) {
        return new ClusterDesign(site.names(), spec, external, pki);
    }

    private List<HasMetadata> all(ClusterDesign design) {
        List<HasMetadata> all = new ArrayList<>(site.manifests().services(design));
        all.addAll(site.manifests().workloads(design));
        return all;
    }

    private static Optional<String> warning(KafkaClusterSpec spec) {
        if (spec.mode() == Mode.ZOOKEEPER) {
            return Optional.of("Mode ZooKeeper is legacy: Kafka 3.9 is the last line that has it. Prefer mode KRaft.");
        }
        if (spec.security() == ClientSecurity.PLAINTEXT) {
            return Optional.of(PLAINTEXT);
        }
        return Optional.empty();
    }

    private static List<String> hosts(List<ClusterDesign.HostPort> external) {
        return external.stream().map(ClusterDesign.HostPort::host).distinct().toList();
    }

    private static String bootstrap(List<ClusterDesign.HostPort> external) {
        return external.stream().map(ClusterDesign.HostPort::toString).collect(Collectors.joining(","));
    }
}
