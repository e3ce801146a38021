package io.remotingkafka.benchmarks.parts;

import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import java.net.URI;
import java.time.Duration;

/**
 * An agent connected to its controller, both in this process: the same two ends, whatever carries the bytes between them.
 *
 * @param agent the agent's end
 * @param controller the controller's end
 */
public record Connection(ConformanceAgent jar, Channel agent, Channel controller) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Connects a new agent over WebSocket, by that URL. */
    public static Connection open(ConformanceController controller, URI url, String name) {
        ConformanceAgent jar = ConformanceAgent.connect(url, name, controller.addAgent(name));
        Channel there = jar.awaitConnected(LIMIT);
        return new Connection(jar, there, controller.awaitSession(name, LIMIT).channel());
    }

    @Override
    public void close() {
        jar.close();
    }
}
