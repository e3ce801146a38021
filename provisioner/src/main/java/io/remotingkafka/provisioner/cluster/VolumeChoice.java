package io.remotingkafka.provisioner.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the data when a cluster is taken away. */
public enum VolumeChoice {
    /** Volumes stay; a cluster of the same name finds its data again. */
    @JsonProperty("keep")
    KEEP,
    /** Nothing stays. */
    @JsonProperty("delete")
    DELETE
}
