package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.util.Optional;

/** Something to be done, or told. Each may be done twice without harm. */
sealed interface Decision {
    /** Make an agent. */
    record Start(AgentName agent, AgentPool pool, Optional<QueueItemId> item, int attempt) implements Decision {}

    /** Set its node offline: it has its build. */
    record Close(AgentName agent) implements Decision {}

    /** Take it away, with all that belongs to it; {@code did} tells whether it did its work. */
    record Retire(AgentName agent, String reason, boolean did) implements Decision {}

    /** How it stands with an item. */
    record Explain(ItemProgress progress) implements Decision {}
}
