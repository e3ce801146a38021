package io.remotingkafka.provisioner.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How Kafka comes to be. */
public enum Mode {
    /** Kafka with its own metadata quorum: the way since Kafka 4. */
    @JsonProperty("KRaft")
    KRAFT,
    /** Kafka 3.9 with ZooKeeper: legacy, no later version has it. */
    @JsonProperty("ZooKeeper")
    ZOOKEEPER,
    /** Resources for the Strimzi operator, which has to be installed. */
    @JsonProperty("Strimzi")
    STRIMZI,
    /** A Kafka that is there already: checked, never changed but for topics of ours. */
    @JsonProperty("External")
    EXTERNAL
}
