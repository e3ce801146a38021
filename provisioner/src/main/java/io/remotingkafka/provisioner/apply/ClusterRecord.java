package io.remotingkafka.provisioner.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Proof;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for last and how far it went: kept in Kubernetes, beside the objects themselves, first written and last
 * deleted. A provisioner that is killed finds in it what it has to finish.
 *
 * @param spec what is wanted
 * @param phase where it is on its way
 * @param since when that began
 * @param rotation which certificates are to be replaced on the way
 * @param volumes what becomes of them, while it is being removed
 * @param access where clients connect, or did when it was ready last
 * @param untold failures that no Kafka has been told of yet
 */
@RegisterForReflection(registerFullHierarchy = true)
@JsonIgnoreProperties(ignoreUnknown = true)
record ClusterRecord(
        KafkaClusterSpec spec,
        Phase phase,
        Instant since,
        Rotation rotation,
        Optional<VolumeChoice> volumes,
        Optional<Reason> reason,
        Optional<Access> access,
        Optional<Proof> proof,
        List<Untold> untold) {
    /** Enough to see a pattern, and small enough for a config map. */
    private static final int KEPT = 10;

    ClusterRecord {
        // Records of versions before this one have none.
        untold = untold == null ? List.of() : List.copyOf(untold);
    }

    /** A failure that is to be told of as soon as there is a Kafka that carries it. */
    record Untold(Reason reason, Instant at) {}

    /** Which certificates are to be replaced. */
    enum Rotation {
        NONE,
        CERTIFICATES,
        AUTHORITY
    }

    static ClusterRecord applying(KafkaClusterSpec spec, Rotation rotation, Instant now) {
        return new ClusterRecord(
                spec,
                Phase.APPLYING,
                now,
                rotation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same, knowing what the record before it knew. */
    ClusterRecord after(Optional<ClusterRecord> before) {
        return before.map(old -> new ClusterRecord(
                        spec, phase, since, rotation, volumes, reason, old.access, old.proof, old.untold))
                .orElse(this);
    }

    ClusterRecord ready(Access reached, Proof proved, Instant now) {
        return new ClusterRecord(
                spec,
                Phase.READY,
                now,
                Rotation.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reached),
                Optional.of(proved),
                List.of());
    }

    ClusterRecord failed(Reason why, Instant now) {
        List<Untold> failures = new ArrayList<>(untold);
        failures.add(new Untold(why, now));
        return new ClusterRecord(
                spec,
                Phase.FAILED,
                now,
                rotation,
                volumes,
                Optional.of(why),
                access,
                proof,
                failures.subList(Math.max(0, failures.size() - KEPT), failures.size()));
    }

    /** The same, after a Kafka was told of its failures. */
    ClusterRecord told() {
        return new ClusterRecord(spec, phase, since, rotation, volumes, reason, access, proof, List.of());
    }

    ClusterRecord removing(VolumeChoice choice, Instant now) {
        return new ClusterRecord(
                spec, Phase.REMOVING, now, Rotation.NONE, Optional.of(choice), Optional.empty(), access, proof, untold);
    }

    boolean unfinished() {
        return phase == Phase.APPLYING || phase == Phase.REMOVING;
    }

    ClusterStatus status(ClusterKey key, String namespace) {
        return new ClusterStatus(key, namespace, spec, phase, since, reason, access, proof);
    }
}
