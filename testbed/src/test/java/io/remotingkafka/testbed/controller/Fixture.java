package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A controller and its agents, directly connected. */
final class Fixture implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final Duration QUICK = Duration.ofMillis(50);

    final ConformanceController controller;
    private final List<ConformanceAgent> agents = new ArrayList<>();

    Fixture(ControllerSettings settings) {
        this.controller = new ConformanceController(settings).start();
    }

    ConformanceAgent webSocket(String name, UnaryOperator<AgentSettings> settings) {
        return start(settings.apply(AgentSettings.webSocket(controller.url(), name, controller.addAgent(name))
                .withRetries(QUICK)));
    }

    ConformanceAgent tcp(String name) {
        return start(AgentSettings.tcp(controller.url(), name, controller.addAgent(name))
                .withRetries(QUICK));
    }

    ConformanceAgent start(AgentSettings settings) {
        ConformanceAgent agent = ConformanceAgent.start(settings);
        agents.add(agent);
        return agent;
    }

    Channel controllerSide(String name) {
        return controller.awaitSession(name, SOON).channel();
    }

    @Override
    public void close() {
        agents.forEach(ConformanceAgent::kill);
        controller.close();
    }
}
