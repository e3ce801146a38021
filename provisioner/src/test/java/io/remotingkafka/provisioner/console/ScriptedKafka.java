package io.remotingkafka.provisioner.console;

import io.remotingkafka.provisioner.apply.KafkaClusters;
import io.remotingkafka.provisioner.apply.Progress;
import io.remotingkafka.provisioner.apply.RefusedException;
import io.remotingkafka.provisioner.apply.Step;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Proof;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.plan.Plan;
import io.remotingkafka.provisioner.plan.PlannedChange;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Kafka clusters that go the way that their names say, since pages need every state within a second: {@code broken} fails,
 * {@code theirs} belongs to others, {@code slow} stays half-way, all others become ready. What Kubernetes really does is
 * shown by the tests on a node.
 */
@Alternative
@Singleton
class ScriptedKafka implements KafkaClusters {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final ObjectRef POD = new ObjectRef("Pod", "kafka-0");
    private static final Reason IMAGE = new Reason(
            "image-not-pulled",
            "Pod kafka-0 did not start within 10 minutes: the image apache/kafka:4.1.9 cannot be pulled, not found",
            "Enter an image that is there, or make its registry reachable from the nodes; then try again.");

    final Map<ClusterKey, ClusterStatus> known = new ConcurrentHashMap<>();
    final List<ClusterKey> removed = new CopyOnWriteArrayList<>();

    @Override
    public List<ClusterStatus> list(ConnectionName connection) {
        if (connection.value().equals("unreachable")) {
            throw new RefusedException(new Reason(
                    "server-unreachable",
                    "The server https://198.51.100.7:6443 did not answer within 5 s",
                    "Look whether the address is right, and whether a firewall is in between."));
        }
        return known.values().stream()
                .filter(status -> status.key().connection().equals(connection))
                .toList();
    }

    @Override
    public Optional<ClusterStatus> status(ClusterKey key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public Plan plan(ClusterKey key, KafkaClusterSpec spec) {
        List<PlannedChange> changes = new ArrayList<>(List.of(
                new PlannedChange.Created(new ObjectRef("Secret", key.cluster() + "-ca")),
                new PlannedChange.Created(
                        new ObjectRef("ConfigMap", key.cluster().value())),
                new PlannedChange.Created(new ObjectRef("Service", key.cluster() + "-headless")),
                new PlannedChange.Unchanged(
                        new ObjectRef("NetworkPolicy", key.cluster().value())),
                new PlannedChange.Changed(
                        new ObjectRef("StatefulSet", key.cluster().value()),
                        List.of("spec.template.spec.containers[kafka].image"))));
        if (key.cluster().value().equals("theirs")) {
            changes.add(new PlannedChange.InConflict(
                    new ObjectRef("Service", "theirs"),
                    List.of(new PlannedChange.FieldConflict("spec.ports", "kubectl-client-side-apply"))));
        }
        return new Plan(
                changes,
                spec.mode() == Mode.ZOOKEEPER
                        ? Optional.of("ZooKeeper mode is legacy: Kafka 3.9 is the last line that has it.")
                        : Optional.empty());
    }

    @Override
    public String manifests(ClusterKey key, KafkaClusterSpec spec) {
        return "apiVersion: v1\nkind: Service\nmetadata:\n  name: " + key.cluster()
                + "-headless\nspec:\n  clusterIP: None\n";
    }

    @Override
    public void apply(ClusterKey key, KafkaClusterSpec spec) {
        known.put(key, status(key, spec, Phase.APPLYING));
    }

    @Override
    public void remove(ClusterKey key, VolumeChoice volumes) {
        removed.add(key);
        known.computeIfPresent(key, (same, status) -> status(key, status.spec(), Phase.REMOVING));
    }

    @Override
    public void rotateCertificates(ClusterKey key, boolean renewAuthority) {
        throw new UnsupportedOperationException("no page does it");
    }

    @Override
    public Multi<Progress> progress(ClusterKey key) {
        ClusterStatus status = known.get(key);
        if (status == null) {
            return Multi.createFrom().empty();
        }
        List<Progress> events = status.phase() == Phase.REMOVING ? removing() : applying(key, status);
        Multi<Progress> told = Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(100))
                .select()
                .first(events.size())
                .map(tick -> events.get(tick.intValue()))
                .invoke(event -> settle(key, event));
        return events.getLast().last()
                ? told
                : Multi.createBy()
                        .concatenating()
                        .streams(told, Multi.createFrom().nothing());
    }

    private List<Progress> applying(ClusterKey key, ClusterStatus status) {
        List<Progress> events = new ArrayList<>(List.of(
                new Progress.StepBegan(NOW, Step.PLAN),
                new Progress.StepBegan(NOW, Step.APPLY),
                new Progress.ObjectDone(NOW, new ObjectRef("Secret", "kafka-ca"), "created"),
                new Progress.ObjectDone(NOW, new ObjectRef("StatefulSet", "kafka"), "created"),
                new Progress.StepBegan(NOW, Step.START),
                new Progress.Observed(NOW, POD, "Pending: pulling image apache/kafka:4.1.2")));
        if (key.cluster().value().equals("slow")) {
            return events;
        }
        if (key.cluster().value().equals("broken")) {
            events.add(
                    new Progress.LogTail(NOW, "kafka-0", List.of("Formatting metadata", "Exception: no space left")));
            events.add(new Progress.Failed(NOW, IMAGE));
            return events;
        }
        events.add(new Progress.Observed(NOW, POD, "Running"));
        events.add(new Progress.StepBegan(NOW, Step.USERS));
        events.add(new Progress.StepBegan(NOW, Step.PROVE));
        events.add(new Progress.StepBegan(NOW, Step.HAND_OVER));
        events.add(new Progress.Ready(NOW, ready(key, status.spec())));
        return events;
    }

    private static List<Progress> removing() {
        return List.of(
                new Progress.StepBegan(NOW, Step.REMOVE),
                new Progress.ObjectDone(NOW, new ObjectRef("StatefulSet", "kafka"), "deleted"),
                new Progress.StepBegan(NOW, Step.VANISH),
                new Progress.Removed(NOW));
    }

    private void settle(ClusterKey key, Progress event) {
        switch (event) {
            case Progress.Ready ready -> known.put(key, ready.status());
            case Progress.Failed failed ->
                known.computeIfPresent(
                        key,
                        (same, status) -> new ClusterStatus(
                                key,
                                "builds",
                                status.spec(),
                                Phase.FAILED,
                                NOW,
                                Optional.of(failed.reason()),
                                Optional.empty(),
                                Optional.empty()));
            case Progress.Removed removed -> known.remove(key);
            case Progress.StepBegan step -> {}
            case Progress.ObjectDone done -> {}
            case Progress.Observed observed -> {}
            case Progress.LogTail tail -> {}
        }
    }

    private static ClusterStatus status(ClusterKey key, KafkaClusterSpec spec, Phase phase) {
        return new ClusterStatus(key, "builds", spec, phase, NOW, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ClusterStatus ready(ClusterKey key, KafkaClusterSpec spec) {
        String internal = key.cluster() + ".builds.svc:9092";
        String external = "203.0.113.7:31090,203.0.113.8:31091,203.0.113.9:31092";
        return new ClusterStatus(
                key,
                "builds",
                spec,
                Phase.READY,
                NOW,
                Optional.empty(),
                Optional.of(new Access(internal, Optional.of(external), key.cluster() + "-binding")),
                Optional.of(new Proof(
                        NOW,
                        List.of(
                                new Proof.ListenerProof(
                                        "internal", internal, Duration.ofMillis(3), Duration.ofMillis(9)),
                                new Proof.ListenerProof(
                                        "external", external, Duration.ofMillis(4), Duration.ofMillis(12))),
                        Optional.of(true))));
    }
}
