package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.manifest.KafkaManifests;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import java.time.Clock;
import java.time.Instant;

/**
 * Where an operation works: one cluster, through one connection.
 *
 * @param key which cluster
 * @param client of its namespace; closed by whoever runs the operation
 * @param names what its objects are called
 * @param direct whether we are a pod of the same Kubernetes, and brokers' names mean something to us
 * @param serverHost the API server's host, where node ports are looked for when nodes may not be listed
 */
record Site(
        ClusterKey key,
        KubernetesClient client,
        ObjectNames names,
        KafkaManifests manifests,
        boolean direct,
        String serverHost,
        ApplyConfig config,
        Clock clock,
        ProgressLog log) {
    Instant now() {
        return clock.instant();
    }

    void begin(Step step) {
        log.add(new Progress.StepBegan(now(), step));
    }

    RecordStore records() {
        return new RecordStore(client);
    }
}
