package io.remotingkafka.broker.identity;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Who agents on demand are for Kafka. Calls wait, and may be repeated. */
public interface AgentUsers {
    /** Makes an agent's user, or gives the one there is a new password; what its sidecar logs in with. */
    Map<String, String> make(AgentId agent) throws IOException;

    /** Removes what was made for an agent. One that is gone is as good. */
    void remove(AgentId agent) throws IOException;

    /** The agents of that controller that something was made for, listed now and wholly. */
    Set<AgentName> existing(ControllerName controller) throws IOException;
}
