package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.plan.Plan;
import java.util.List;

/** How a Kafka comes to be what is wanted. */
interface Making {
    /** What running would do, without doing it. */
    Plan plan(KafkaClusterSpec spec);

    /** All objects as they would be sent. */
    List<HasMetadata> manifests(KafkaClusterSpec spec);

    /** Does it, from whatever is there. */
    ClusterRecord run(ClusterRecord asked) throws FailedException, InterruptedException;

    /** The way of a mode. */
    static Making of(Site site, Mode mode) {
        return switch (mode) {
            case KRAFT, ZOOKEEPER -> new ApplyOperation(site);
            case STRIMZI -> new StrimziOperation(site);
            case EXTERNAL -> new ExternalOperation(site);
        };
    }
}
