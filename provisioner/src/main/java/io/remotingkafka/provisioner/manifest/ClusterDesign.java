package io.remotingkafka.provisioner.manifest;

import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.pki.Pki;
import java.util.List;

/**
 * All that a cluster's manifests are made from.
 *
 * @param names what its objects are called
 * @param spec what is wanted
 * @param external where clients from outside come in, broker by broker; empty where they cannot, or it is not known yet
 * @param pki its certificates
 */
public record ClusterDesign(ObjectNames names, KafkaClusterSpec spec, List<HostPort> external, Pki pki) {
    /** A broker's address for clients from outside. */
    public record HostPort(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
