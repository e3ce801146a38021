package io.remotingkafka.agent;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.remotingkafka.agent.supervisor.AgentProcess;
import io.remotingkafka.tunnel.start.StartFailure;

/**
 * The sidecar: agent.jar connects to it on loopback, and it carries the connection to the broker through Kafka. It ends
 * with 143 after SIGTERM (128 and the signal's number, as processes do), with {@value StartFailure#EXIT_CODE} where its configuration does not let it start, and with
 * agent.jar's own exit code where it was told to run agent.jar and that ended for good.
 */
@QuarkusMain
public class AgentApplication implements QuarkusApplication {
    private final AgentProcess agentProcess;

    AgentApplication(AgentProcess agentProcess) {
        this.agentProcess = agentProcess;
    }

    /** Starts the service. */
    public static void main(String[] args) {
        Quarkus.run(AgentApplication.class, StartFailure::handle, args);
    }

    @Override
    public int run(String... args) {
        agentProcess.start();
        Quarkus.waitForExit();
        return agentProcess.exitCode();
    }
}
