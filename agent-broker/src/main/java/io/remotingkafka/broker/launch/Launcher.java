package io.remotingkafka.broker.launch;

import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs agents, each with its sidecar. Calls wait, and may be repeated. */
public interface Launcher {
    /** Whether it runs agents of this kind. */
    boolean runs(AgentPool.Launch launch);

    /** Where an agent has its directory. */
    String remoteRoot(AgentName agent);

    /** An agent that can be started as soon as its node is there. */
    interface Prepared {
        /**
         * Starts it; one that runs already is left as it is.
         *
         * @param secret the node's
         * @return why it does not run, if so
         */
        Optional<ProvisioningFailure> launch(String secret);
    }

    /** Makes what an agent needs before it starts. What is wrong is told when it is to start. */
    Prepared prepare(AgentOrder order);

    /**
     * All agents of that controller that it has anything of.
     *
     * @throws IOException if it cannot tell: then nothing is known, and not that there are none
     */
    Map<AgentName, Instance> instances(ControllerName controller) throws IOException;

    /**
     * Ends an agent and removes what it had. One that is gone is as good.
     *
     * @param failed whether it did not do its work
     */
    void stop(AgentId agent, boolean failed) throws IOException;

    /** What it has in this controller's name, listed now and wholly, of whatever agent. */
    Set<AgentName> existing(ControllerName controller) throws IOException;

    /** What an agent of its is called in the decision log. */
    String noun();
}
