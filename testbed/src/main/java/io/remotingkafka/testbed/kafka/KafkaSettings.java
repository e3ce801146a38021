package io.remotingkafka.testbed.kafka;

import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.net.Link;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A single Kafka node (broker and KRaft controller in one), on loopback unless said otherwise, with ports that stay the same when it starts
 * again on the same directory.
 *
 * @param directory its data; empty or of an earlier run with these settings
 * @param listeners the ways in, the first for everybody, each with an address of its own for its clients
 * @param controllerPort KRaft's own
 * @param adminPassword where it is set, clients log in by SCRAM-SHA-512, ACLs are in force and {@value #ADMIN} may do all
 * @param extra properties of the broker that win over those set here
 */
public record KafkaSettings(
        Path directory,
        List<Listener> listeners,
        int controllerPort,
        Optional<String> adminPassword,
        Map<String, String> extra) {
    /** The super user, where there are users. */
    public static final String ADMIN = "admin";

    private static final String MAIN = "MAIN";

    /**
     * A way in.
     *
     * @param host this machine's address for it
     * @param port where the broker listens
     * @param advertisedPort where clients of this listener are told to connect: the same, or a link's that leads to it
     */
    public record Listener(String name, String host, int port, int advertisedPort) {
        /** On loopback. */
        Listener(String name, int port, int advertisedPort) {
            this(name, "127.0.0.1", port, advertisedPort);
        }

        /** For {@code bootstrap.servers}. */
        public String bootstrapServers() {
            return host + ":" + advertisedPort;
        }
    }

    public KafkaSettings {
        listeners = List.copyOf(listeners);
        extra = Map.copyOf(extra);
    }

    /** One plaintext listener on a free port. */
    public static KafkaSettings in(Path directory) {
        int port = FreePorts.one();
        return new KafkaSettings(
                directory, List.of(new Listener(MAIN, port, port)), FreePorts.one(), Optional.empty(), Map.of());
    }

    /** One plaintext listener on this port. */
    public static KafkaSettings in(Path directory, int port) {
        return new KafkaSettings(
                directory, List.of(new Listener(MAIN, port, port)), FreePorts.one(), Optional.empty(), Map.of());
    }

    /** With one more listener, whose clients come over that link. */
    public KafkaSettings withListener(String name, Link link) {
        List<Listener> more = new ArrayList<>(listeners);
        more.add(new Listener(name, link.target(), link.port()));
        return new KafkaSettings(directory, more, controllerPort, adminPassword, extra);
    }

    /** With one more listener on another address of this machine. */
    public KafkaSettings withListener(String name, String host, int port) {
        List<Listener> more = new ArrayList<>(listeners);
        more.add(new Listener(name, host, port, port));
        return new KafkaSettings(directory, more, controllerPort, adminPassword, extra);
    }

    /** With users and ACLs. */
    public KafkaSettings withUsers(String password) {
        return new KafkaSettings(directory, listeners, controllerPort, Optional.of(password), extra);
    }

    /**
     * With TLS on all listeners, and without users.
     *
     * @param keyStore the server's certificate, which it vouches for itself, and its key: PKCS#12
     */
    public KafkaSettings withTls(Path keyStore, String keyStorePassword) {
        String protocols = listeners.stream().map(l -> l.name() + ":SSL").collect(Collectors.joining(","));
        return with("listener.security.protocol.map", "CONTROLLER:PLAINTEXT," + protocols)
                .with("ssl.keystore.type", "PKCS12")
                .with("ssl.keystore.location", keyStore.toString())
                .with("ssl.keystore.password", keyStorePassword)
                .with("ssl.truststore.type", "PKCS12")
                .with("ssl.truststore.location", keyStore.toString())
                .with("ssl.truststore.password", keyStorePassword);
    }

    /** With another property of the broker. */
    public KafkaSettings with(String property, String value) {
        Map<String, String> more = new HashMap<>(extra);
        more.put(property, value);
        return new KafkaSettings(directory, listeners, controllerPort, adminPassword, more);
    }

    /** The first listener's address. */
    public String bootstrapServers() {
        return listeners.getFirst().bootstrapServers();
    }

    /** What a client of the first listener needs, as the super user where there are users. */
    public Map<String, Object> adminClient() {
        return adminPassword
                .map(password -> client(ADMIN, password))
                .orElse(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** What a client of the first listener needs that logs in as this user. */
    public Map<String, Object> client(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                jaas(user, password));
    }

    private static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    /** The broker's {@code server.properties}. */
    Properties serverProperties() {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("inter.broker.listener.name", MAIN);
        p.setProperty("listeners", addresses(Listener::port) + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", addresses(Listener::advertisedPort));
        String protocol = adminPassword.isPresent() ? "SASL_PLAINTEXT" : "PLAINTEXT";
        p.setProperty(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,"
                        + listeners.stream().map(l -> l.name() + ":" + protocol).collect(Collectors.joining(",")));
        p.setProperty("log.dirs", directory.toString());
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("controller.quorum.append.linger.ms", "1");
        p.setProperty("log.retention.check.interval.ms", "30000");
        p.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        adminPassword.ifPresent(password -> addUsers(p, password));
        p.putAll(extra);
        return p;
    }

    private void addUsers(Properties p, String password) {
        p.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        p.setProperty("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
        p.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The controller's listener has no users here; nobody but this node's own broker uses it.
        p.setProperty("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        for (Listener listener : listeners) {
            p.setProperty(
                    "listener.name." + listener.name().toLowerCase(java.util.Locale.ROOT)
                            + ".scram-sha-512.sasl.jaas.config",
                    jaas(ADMIN, password));
        }
    }

    private String addresses(java.util.function.ToIntFunction<Listener> port) {
        return listeners.stream()
                .map(listener -> listener.name() + "://" + listener.host() + ":" + port.applyAsInt(listener))
                .collect(Collectors.joining(","));
    }
}
