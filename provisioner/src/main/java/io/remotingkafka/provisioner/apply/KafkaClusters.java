package io.remotingkafka.provisioner.apply;

import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.plan.Plan;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Optional;

/**
 * All that can be done with Kafka clusters: what REST, the page and the {@code KafkaCluster} resource call. Every method
 * but {@link #progress} asks Kubernetes and so blocks.
 *
 * <p>What cannot be done is thrown as a {@link RefusedException}, whose reason says what to do.
 */
public interface KafkaClusters {
    /** The clusters in a connection's namespace that the provisioner made. */
    List<ClusterStatus> list(ConnectionName connection);

    /** One of them; empty if there is none of that name. */
    Optional<ClusterStatus> status(ClusterKey key);

    /** What applying would do. Changes nothing. */
    Plan plan(ClusterKey key, KafkaClusterSpec spec);

    /** The objects that applying would send, as YAML that a user could apply by hand; secret values are left out. */
    String manifests(ClusterKey key, KafkaClusterSpec spec);

    /** Begins to apply and returns: {@link #progress} tells how it goes. Applying again what is there changes nothing. */
    void apply(ClusterKey key, KafkaClusterSpec spec);

    /** Begins to undo and returns. */
    void remove(ClusterKey key, VolumeChoice volumes);

    /** Replaces the certificates of brokers, and with {@code renewAuthority} the authority too; begins and returns. */
    void rotateCertificates(ClusterKey key, boolean renewAuthority);

    /**
     * What happens to a cluster, from the beginning of its present operation. It ends with an event that is
     * {@link Progress#last()}; at once with no event where nothing is going on.
     */
    Multi<Progress> progress(ClusterKey key);
}
