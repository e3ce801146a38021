package io.remotingkafka.protocol.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.remotingkafka.protocol.naming.PoolName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.Optional;

/** Why an agent exists. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AgentOrigin.Configured.class, name = "configured"),
    @JsonSubTypes.Type(value = AgentOrigin.Provisioned.class, name = "provisioned")
})
public sealed interface AgentOrigin {
    /** An administrator wrote it into the broker's configuration, and it goes with that. */
    record Configured() implements AgentOrigin {}

    /**
     * A pool's agent, made on demand; it goes when its work is done.
     *
     * @param item the queue item that asked for it; empty for one that is kept ready
     * @param attempt which one for this item, counted from 1
     * @param since when it was decided
     */
    record Provisioned(PoolName pool, Optional<QueueItemId> item, int attempt, Instant since) implements AgentOrigin {}
}
