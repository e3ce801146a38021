package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.Phase;
import java.util.Optional;

/**
 * One cluster, as its page shows it.
 *
 * @param status empty before Kubernetes has its first object, and once nothing is left
 */
public record ClusterView(ClusterKey key, Optional<ClusterStatus> status) {
    static ClusterView of(ClusterKey key, Optional<ClusterStatus> status) {
        return new ClusterView(key, status);
    }

    /** Whether something is going on, so that the page listens. */
    public boolean isMoving() {
        return status.map(ClusterStatus::phase)
                .map(phase -> phase == Phase.APPLYING || phase == Phase.REMOVING)
                .orElse(false);
    }
}
