package io.remotingkafka.e2e;

import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One broker and one agent, which is connected.
 *
 * @param here the controller's end of the connection
 * @param there the agent's end
 */
record OneAgent(
        ConformanceController controller,
        Installation installation,
        Installation.Broker broker,
        Installation.Sidecar sidecar,
        ConformanceAgent agent,
        Channel here,
        Channel there)
        implements AutoCloseable {
    /** The agent's name. */
    static final String NAME = "a1";

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Starts all of it in that directory, and waits until the agent is connected. */
    static OneAgent connect(Path directory, Mode mode, Map<String, String> brokerSettings) {
        ConformanceController controller = new ConformanceController(ControllerSettings.DEFAULT).start();
        String secret = controller.addAgent(NAME);
        Installation installation = Installation.start(directory, controller.url(), "broker", NAME);
        brokerSettings.forEach(installation::withBrokerSetting);
        Installation.Broker broker = installation.withAgent(NAME).broker("broker");
        Installation.Sidecar sidecar = installation.sidecar(NAME, NAME);
        ConformanceAgent agent = installation.agent(sidecar, mode, secret);
        return awaitConnected(controller, installation, broker, sidecar, agent);
    }

    /** The same with a new connection: the agent has ended, and another one of its name has started. */
    OneAgent connectedAnew() {
        agent.close();
        await().atMost(SOON).until(() -> controller.session(NAME).isEmpty());
        // Several short connections in a row: the sidecar would have the agent wait at /login.
        return awaitConnected(
                controller,
                installation,
                broker,
                sidecar,
                installation.agent(agent.settings().withoutLogin()));
    }

    private static OneAgent awaitConnected(
            ConformanceController controller,
            Installation installation,
            Installation.Broker broker,
            Installation.Sidecar sidecar,
            ConformanceAgent agent) {
        Channel there = agent.awaitConnected(SOON);
        Channel here = controller.awaitSession(NAME, SOON).channel();
        return new OneAgent(controller, installation, broker, sidecar, agent, here, there);
    }

    /** Has both ends send at that pace for about that long; returns once bytes come through. */
    Conversation talk(Duration length, long bytesPerSecond) {
        return Conversation.begin(here, there, length, bytesPerSecond).flowing();
    }

    /** How the super user of its Kafka logs in. */
    Map<String, Object> kafkaAdmin() {
        return installation.kafka().settings().adminClient();
    }

    @Override
    public void close() {
        installation.close();
        controller.close();
    }
}
