package io.remotingkafka.e2e;

import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.kafka.KafkaProcess;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.net.Link;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kafka, brokers and sidecars as processes of their own, on one machine. Each broker and each sidecar reaches Kafka over
 * a link of its own, which can be cut.
 */
final class Installation implements AutoCloseable {
    /** What a sidecar offers its agent. */
    record Sidecar(String agent, ServiceProcess service, Link toKafka, Path directory, Map<String, String> settings) {
        /** The {@code -url} of agent.jar. */
        URI url() {
            return URI.create("http://127.0.0.1:" + settings.get("remoting.agent.port") + "/");
        }
    }

    /** A broker instance. */
    record Broker(ServiceProcess service, Link toKafka) {}

    private final Path directory;
    private final URI controller;
    private final Map<String, String> brokerSettings = new HashMap<>();
    private final Map<String, Link> links = new HashMap<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<Broker> brokers = new ArrayList<>();
    private KafkaSettings kafkaSettings;
    private KafkaProcess kafka;
    private int agents;

    /**
     * @param directory for data, settings and logs
     * @param linkNames one for each broker and sidecar to come: a listener of Kafka has to be known at its start
     */
    private Installation(Path directory, URI controller, List<String> linkNames) {
        this.directory = directory;
        this.controller = controller;
        this.kafkaSettings = KafkaSettings.in(directory.resolve("kafka"));
        for (String name : linkNames) {
            Link link = Link.to(FreePorts.one());
            links.put(name, link);
            parts.push(link);
            kafkaSettings = kafkaSettings.withListener(name.replaceAll("[^A-Za-z0-9]", ""), link);
        }
        brokerSettings.put("remoting.controllers.main.url", controller.toString());
    }

    /** Starts Kafka; brokers and sidecars of these names may follow. */
    static Installation start(Path directory, URI controller, String... names) {
        Installation installation = new Installation(directory, controller, List.of(names));
        installation.kafka = KafkaProcess.start(installation.kafkaSettings);
        installation.parts.push(installation.kafka);
        return installation;
    }

    KafkaProcess kafka() {
        return kafka;
    }

    URI controller() {
        return controller;
    }

    Link link(String name) {
        return links.get(name);
    }

    /** An agent for the brokers to know, which brings its own secret. */
    Installation withAgent(String name) {
        brokerSettings.put("remoting.controllers.main.agents.a" + agents++ + ".name", name);
        return this;
    }

    /** An agent whose secret the brokers hold. */
    Installation withAgent(String name, String secret) {
        brokerSettings.put("remoting.controllers.main.agents.a" + agents + ".secret", secret);
        return withAgent(name);
    }

    /** Another setting of the brokers. */
    Installation withBrokerSetting(String key, String value) {
        brokerSettings.put(key, value);
        return this;
    }

    /** Starts a broker that reaches Kafka over the link of its name, and waits until it is ready. */
    Broker broker(String name) {
        Link link = links.get(name);
        Map<String, String> settings = new HashMap<>(brokerSettings);
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + link.port());
        settings.put("remoting.instance", name);
        ServiceProcess service = ServiceProcess.start("agent-broker", directory.resolve(name), settings);
        parts.push(service);
        Broker broker = new Broker(service.awaitReady(), link);
        brokers.add(broker);
        return broker;
    }

    /** Starts an agent's sidecar that reaches Kafka over the link of that name, and waits until it is ready. */
    Sidecar sidecar(String linkName, String agent) {
        Link link = links.get(linkName);
        Map<String, String> settings = Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:" + link.port(),
                "remoting.agent.name",
                agent,
                "remoting.agent.port",
                String.valueOf(FreePorts.one()),
                "remoting.agent.tcp-port",
                String.valueOf(FreePorts.one()));
        return start(agent, link, directory.resolve("sidecar-" + linkName), settings);
    }

    /** Starts a sidecar again in another's place, with the same ports. */
    Sidecar again(Sidecar gone) {
        return start(gone.agent(), gone.toKafka(), gone.directory(), gone.settings());
    }

    private Sidecar start(String agent, Link link, Path where, Map<String, String> settings) {
        ServiceProcess service = ServiceProcess.start("agent", where, settings);
        parts.push(service);
        return new Sidecar(agent, service.awaitReady(), link, where, settings);
    }

    /** An agent that connects through this sidecar, with short waits between its tries. */
    ConformanceAgent agent(Sidecar sidecar, AgentSettings.Mode mode, String secret) {
        AgentSettings settings =
                switch (mode) {
                    case WEBSOCKET -> AgentSettings.webSocket(sidecar.url(), sidecar.agent(), secret);
                    case TCP -> AgentSettings.tcp(sidecar.url(), sidecar.agent(), secret);
                };
        ConformanceAgent agent = ConformanceAgent.start(settings.withRetries(Duration.ofMillis(500)));
        parts.push(agent);
        return agent;
    }

    /** Cuts Kafka off from everybody. */
    void cutAll() {
        links.values().forEach(Link::cut);
    }

    /** Undoes {@link #cutAll}. */
    void mendAll() {
        links.values().forEach(Link::mend);
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("A part of the installation could not be ended", e);
            }
        }
    }
}
