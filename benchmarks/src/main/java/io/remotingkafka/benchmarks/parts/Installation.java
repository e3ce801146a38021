package io.remotingkafka.benchmarks.parts;

import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.kafka.KafkaProcess;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** Kafka, and the services as processes of their own, each of which reaches Kafka directly: nothing measured is proxied. */
public final class Installation implements AutoCloseable {
    private final Path directory;
    private final KafkaProcess kafka;

    private Installation(Path directory, KafkaProcess kafka) {
        this.directory = directory;
        this.kafka = kafka;
    }

    /** Starts Kafka alone. */
    public static Installation start(Path directory) {
        return new Installation(directory, KafkaProcess.start(KafkaSettings.in(directory.resolve("kafka"))));
    }

    /** Where data, settings and logs are. */
    public Path directory() {
        return directory;
    }

    /** The node. */
    public KafkaProcess kafka() {
        return kafka;
    }

    /** What a Kafka client needs. */
    public Map<String, Object> client() {
        return kafka.settings().adminClient();
    }

    /** Starts a broker for these agents, which bring their own secrets, and does not wait. */
    public ServiceProcess startBroker(String name, URI controller, List<String> agents) {
        return startBroker(name, controller, agents, Map.of());
    }

    /** The same, with further settings. */
    public ServiceProcess startBroker(String name, URI controller, List<String> agents, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(bootstrap());
        settings.putAll(further);
        settings.put("remoting.instance", name);
        settings.put("remoting.controllers.main.url", controller.toString());
        IntStream.range(0, agents.size())
                .forEach(i -> settings.put("remoting.controllers.main.agents.a" + i + ".name", agents.get(i)));
        return ServiceProcess.start("agent-broker", directory.resolve(name), settings);
    }

    /** Starts an agent's sidecar and does not wait. */
    public Sidecar startSidecar(String agent) {
        int door = FreePorts.one();
        Map<String, String> settings = new HashMap<>(bootstrap());
        settings.put("remoting.agent.name", agent);
        settings.put("remoting.agent.port", String.valueOf(door));
        settings.put("remoting.agent.tcp-port", String.valueOf(FreePorts.one()));
        return new Sidecar(
                ServiceProcess.start("agent", directory.resolve("sidecar-" + agent), settings),
                URI.create("http://127.0.0.1:" + door + "/"));
    }

    /**
     * A sidecar.
     *
     * @param url what agent.jar is told to be its controller
     */
    public record Sidecar(ServiceProcess service, URI url) implements AutoCloseable {
        @Override
        public void close() {
            service.close();
        }
    }

    /**
     * Waits until that many topics of agents are there: a broker makes two for each.
     *
     * @throws IllegalStateException if they are not in time
     */
    public void awaitTopics(int topics, Duration atMost) {
        String prefix = TopicNames.DEFAULT_PREFIX + ".main.agent.";
        try (Admin admin = Admin.create(client())) {
            Waiting.forValue(
                    () -> Optional.of(Topics.count(admin, prefix)).filter(count -> count == topics),
                    atMost,
                    () -> Topics.count(admin, prefix) + " of " + topics + " topics are there");
        }
    }

    private Map<String, String> bootstrap() {
        return Map.of("kafka.bootstrap.servers", kafka.settings().bootstrapServers());
    }

    @Override
    public void close() {
        kafka.close();
    }
}
