package io.remotingkafka.broker.launch;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.util.Map;
import java.util.Optional;

/** Runs agents, each with its sidecar. Calls wait, and may be repeated. */
interface Launcher {
    /** Whether it runs agents of this kind. */
    boolean runs(AgentPool.Launch launch);

    /** Where an agent has its directory. */
    String remoteRoot(AgentName agent);

    /**
     * Starts an agent; one that runs already is left as it is.
     *
     * @param secret the node's
     * @return why it does not run, if so
     */
    Optional<ProvisioningFailure> launch(AgentOrder order, String secret);

    /**
     * All agents of that controller that it has anything of.
     *
     * @throws java.io.IOException if it cannot tell: then nothing is known, and not that there are none
     */
    Map<AgentName, Instance> instances(ControllerName controller) throws java.io.IOException;

    /** Ends an agent and removes what it had. One that is gone is as good. */
    void stop(AgentId agent) throws java.io.IOException;

    /** What an agent of its is called in the decision log. */
    String noun();
}
