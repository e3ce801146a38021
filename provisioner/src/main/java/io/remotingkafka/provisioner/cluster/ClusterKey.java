package io.remotingkafka.provisioner.cluster;

import io.remotingkafka.provisioner.connection.ConnectionName;

/** One Kafka cluster: through which connection, and its name there. */
public record ClusterKey(ConnectionName connection, ClusterName cluster) {
    @Override
    public String toString() {
        return connection + "/" + cluster;
    }
}
