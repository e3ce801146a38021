package io.remotingkafka.provisioner.cluster;

import java.util.Optional;

/**
 * Where a broker keeps its data.
 *
 * @param size of each broker's volume, a Kubernetes quantity
 * @param storageClass the volumes' class; the cluster's default class where empty
 * @param ephemeral no volume: data dies with the pod
 */
public record Storage(String size, Optional<String> storageClass, boolean ephemeral) {
    static final String DEFAULT_SIZE = "10Gi";

    public Storage {
        size = size == null ? DEFAULT_SIZE : size;
    }

    static Storage standard() {
        return new Storage(DEFAULT_SIZE, Optional.empty(), false);
    }
}
