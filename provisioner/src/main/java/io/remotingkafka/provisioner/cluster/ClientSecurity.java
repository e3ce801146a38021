package io.remotingkafka.provisioner.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How clients prove who they are, and what they are then allowed. */
public enum ClientSecurity {
    /** SCRAM-SHA-512 over TLS, with ACLs. */
    @JsonProperty("ScramTls")
    SCRAM_TLS,
    /** Nothing: whoever reaches the port may do everything. Only by explicit choice. */
    @JsonProperty("Plaintext")
    PLAINTEXT
}
