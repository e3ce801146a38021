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
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final Map<String, String> brokerSettings = new HashMap<>();
    private final Map<String, Link> links = new HashMap<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private KafkaSettings kafkaSettings;
    private KafkaProcess kafka;
    private Optional<KafkaUsers> users = Optional.empty();
    private int agents;
    private int sidecars;

    /**
     * @param directory for data, settings and logs
     * @param linkNames one for each broker and sidecar to come: a listener of Kafka has to be known at its start
     */
    private Installation(Path directory, URI controller, List<String> linkNames) {
        this.directory = directory;
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
        installation.startKafka();
        return installation;
    }

    /** The same with a Kafka that has users and ACLs: brokers have a user, and each agent one of its own. */
    static Installation startWithUsers(Path directory, URI controller, String... names) {
        Installation installation = new Installation(directory, controller, List.of(names));
        installation.kafkaSettings = installation.kafkaSettings.withUsers("admin-secret");
        installation.startKafka();
        KafkaUsers users = new KafkaUsers(installation.kafkaSettings);
        users.addBroker();
        installation.users = Optional.of(users);
        return installation;
    }

    private void startKafka() {
        kafka = KafkaProcess.start(kafkaSettings);
        parts.push(kafka);
    }

    KafkaProcess kafka() {
        return kafka;
    }

    /** Kafka's users, where it has any. */
    KafkaUsers users() {
        return users.orElseThrow();
    }

    /** An agent for the brokers to know, which brings its own secret. */
    Installation withAgent(String name) {
        users.ifPresent(kafkaUsers -> kafkaUsers.addAgent(name));
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
        return broker(name, name);
    }

    /** Starts a broker of that name that reaches Kafka over a link that it may share, and waits until it is ready. */
    Broker broker(String linkName, String name) {
        Link link = links.get(linkName);
        Map<String, String> settings = new HashMap<>(brokerSettings);
        settings.putAll(kafkaClient(link, users.map(KafkaUsers::brokerClient)));
        settings.put("remoting.instance", name);
        ServiceProcess service = ServiceProcess.start("agent-broker", directory.resolve(name), settings);
        parts.push(service);
        return new Broker(service.awaitReady(), link);
    }

    /** Starts an agent's sidecar that reaches Kafka over the link of that name, and waits until it is ready. */
    Sidecar sidecar(String linkName, String agent) {
        Sidecar sidecar = sidecarOf(linkName, agent, agent);
        sidecar.service().awaitReady();
        return sidecar;
    }

    /** Starts an agent's sidecar that logs in to Kafka as that user, and does not wait. */
    Sidecar sidecarOf(String linkName, String agent, String user) {
        Link link = links.get(linkName);
        Map<String, String> settings = new HashMap<>(kafkaClient(link, users.map(known -> known.client(user))));
        settings.put("remoting.agent.name", agent);
        settings.put("remoting.agent.port", String.valueOf(FreePorts.one()));
        settings.put("remoting.agent.tcp-port", String.valueOf(FreePorts.one()));
        return start(agent, link, directory.resolve("sidecar-" + linkName + "-" + sidecars++), Map.copyOf(settings));
    }

    private static Map<String, String> kafkaClient(Link link, Optional<Map<String, Object>> login) {
        Map<String, String> settings = new HashMap<>();
        login.ifPresent(
                properties -> properties.forEach((key, value) -> settings.put("kafka." + key, value.toString())));
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + link.port());
        return settings;
    }

    /** Starts a sidecar again in another's place, with the same ports. */
    Sidecar again(Sidecar gone) {
        Sidecar back = start(gone.agent(), gone.toKafka(), gone.directory(), gone.settings());
        back.service().awaitReady();
        return back;
    }

    private Sidecar start(String agent, Link link, Path where, Map<String, String> settings) {
        ServiceProcess service = ServiceProcess.start("agent", where, settings);
        parts.push(service);
        return new Sidecar(agent, service, link, where, settings);
    }

    /** An agent that connects through this sidecar, with short waits between its tries. */
    ConformanceAgent agent(Sidecar sidecar, AgentSettings.Mode mode, String secret) {
        AgentSettings settings =
                switch (mode) {
                    case WEBSOCKET -> AgentSettings.webSocket(sidecar.url(), sidecar.agent(), secret);
                    case TCP -> AgentSettings.tcp(sidecar.url(), sidecar.agent(), secret);
                };
        return agent(settings.withRetries(Duration.ofMillis(500)));
    }

    /** An agent with settings of the test's own. */
    ConformanceAgent agent(AgentSettings settings) {
        ConformanceAgent agent = ConformanceAgent.start(settings);
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
