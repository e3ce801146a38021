package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.connection.ConnectionView;
import java.util.List;
import java.util.Optional;

/**
 * What is found through one connection.
 *
 * @param failure why nothing could be found
 */
public record ClustersView(ConnectionView connection, List<ClusterStatus> clusters, Optional<Reason> failure) {}
