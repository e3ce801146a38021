package io.remotingkafka.provisioner.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Proof;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import java.time.Instant;
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
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClusterRecord(
        KafkaClusterSpec spec,
        Phase phase,
        Instant since,
        Rotation rotation,
        Optional<VolumeChoice> volumes,
        Optional<Reason> reason,
        Optional<Access> access,
        Optional<Proof> proof) {
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
                Optional.empty());
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
                Optional.of(proved));
    }

    ClusterRecord failed(Reason why, Instant now) {
        return new ClusterRecord(spec, Phase.FAILED, now, rotation, volumes, Optional.of(why), access, proof);
    }

    ClusterRecord removing(VolumeChoice choice, Instant now) {
        return new ClusterRecord(
                spec, Phase.REMOVING, now, Rotation.NONE, Optional.of(choice), Optional.empty(), access, proof);
    }

    boolean unfinished() {
        return phase == Phase.APPLYING || phase == Phase.REMOVING;
    }

    ClusterStatus status(ClusterKey key, String namespace) {
        return new ClusterStatus(key, namespace, spec, phase, since, reason, access, proof);
    }
}
