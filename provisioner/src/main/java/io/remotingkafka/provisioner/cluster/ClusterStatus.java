package io.remotingkafka.provisioner.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a cluster, read from Kubernetes.
 *
 * @param namespace where it is
 * @param spec what was asked for last
 * @param phase where it is on its way
 * @param since when that phase began
 * @param reason why it failed
 * @param access where clients connect, once it is ready
 * @param proof that it works, once it is ready
 */
public record ClusterStatus(
        ClusterKey key,
        String namespace,
        KafkaClusterSpec spec,
        Phase phase,
        Instant since,
        Optional<Reason> reason,
        Optional<Access> access,
        Optional<Proof> proof) {}
