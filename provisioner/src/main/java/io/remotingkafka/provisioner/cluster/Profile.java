package io.remotingkafka.provisioner.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many nodes, and so how much may break. */
public enum Profile {
    /** One node: for trials, and where a few minutes without Kafka do no harm. */
    @JsonProperty("Single")
    SINGLE(1),
    /** Three nodes: one of them may be lost at any time. */
    @JsonProperty("Three")
    THREE(3);

    private final int nodes;

    Profile(int nodes) {
        this.nodes = nodes;
    }

    /** Broker pods. */
    public int nodes() {
        return nodes;
    }

    /** How many copies must have a record before it counts as written. */
    public int minInSyncReplicas() {
        return this == SINGLE ? 1 : 2;
    }
}
