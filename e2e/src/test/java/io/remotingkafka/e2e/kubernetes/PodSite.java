package io.remotingkafka.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.e2e.KafkaUsers;
import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.hudson.HudsonJobs;
import io.remotingkafka.testbed.kafka.KafkaProcess;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ProjectRoot;
import io.remotingkafka.testbed.process.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Agents as pods of a real node, for builds of a real controller. Kafka, with users and ACLs, the controller and the broker
 * run on the node's machine; the controller listens on loopback, so agents have no way to it but Kafka.
 */
final class PodSite implements AutoCloseable {
    static final Duration LONG = Duration.ofMinutes(4);
    static final String IMAGE = "jenkins/inbound-agent:latest-jdk21";

    /** The machine as pods see it. */
    private static final String HOST = "172.31.255.1";

    private final Path directory;
    private final Map<String, String> extra;
    private final PoolNamespace namespace;
    private final KafkaSettings kafka;
    private final KafkaUsers users;
    private final HudsonController controller;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Optional<StrimziUserOperator> operator = Optional.empty();
    private ServiceProcess broker;

    private PodSite(Path directory, Map<String, String> extra) {
        this.directory = directory;
        this.extra = extra;
        namespace = PoolNamespace.create();
        parts.push(namespace);
        kafka = KafkaSettings.in(directory.resolve("kafka"))
                .withListener("PODS", HOST, FreePorts.one())
                .withUsers("admin-secret");
        parts.push(KafkaProcess.start(kafka));
        users = new KafkaUsers(kafka);
        users.addBroker();
        controller = HudsonController.start(directory.resolve("home"));
        parts.push(controller);
    }

    static PodSite start(Path directory) {
        PodSite site = new PodSite(directory, Map.of());
        site.users.letBrokerMakeUsers();
        site.startBroker();
        return site;
    }

    /** Where the broker may not make Kafka users itself: Strimzi's User Operator does. */
    static PodSite startWithStrimzi(Path directory) {
        PodSite site = new PodSite(
                directory,
                Map.of("remoting.launch.pod.identity", "strimzi", "remoting.launch.pod.strimzi.kafka", "kafka"));
        site.namespace.allow("k8s/rbac/agent-broker-strimzi-role.yaml");
        site.operator = Optional.of(
                StrimziUserOperator.start(site.namespace.admin(), site.namespace.name(), site.kafka.adminClient()));
        site.parts.push(site.operator.get());
        site.startBroker();
        return site;
    }

    private void startBroker() {
        Map<String, String> settings = new HashMap<>(namespace.brokerSettings(directory));
        users.brokerClient().forEach((key, value) -> settings.put("kafka." + key, value.toString()));
        settings.put("remoting.instance", "broker");
        settings.put("remoting.controllers.main.url", controller.url().toString());
        settings.put("remoting.scaling.settle", "3s");
        settings.put("remoting.launch.pod.image", "remoting-kafka/agent:" + ProjectRoot.VERSION);
        settings.put("remoting.launch.pod.memory", "256Mi");
        settings.put(
                "remoting.launch.pod.settings.\"kafka.bootstrap.servers\"",
                kafka.listeners().getLast().bootstrapServers());
        settings.putAll(extra);
        broker = ServiceProcess.start("agent-broker", directory.resolve("broker"), settings);
        parts.push(broker);
        broker.awaitReady();
    }

    /** SIGKILL, and a new one in its place. */
    void killAndStartBroker() {
        broker.kill();
        startBroker();
    }

    /** Kills the controller, and starts it again with what it had on disk. */
    void restartController() {
        controller.kill();
        controller.startAgain();
    }

    /** What stands in for Strimzi's. */
    StrimziUserOperator operator() {
        return operator.orElseThrow();
    }

    PoolNamespace namespace() {
        return namespace;
    }

    HudsonJobs jobs() {
        return controller.jobs();
    }

    /** Makes a pool whose label is its name. */
    void pool(String name, int maxAgents, String startTimeout, String container) {
        namespace.createPool(name, """
                labels: [%s]
                maxAgents: %d
                webSocket: false
                startTimeout: %s
                template:
                  spec:
                    terminationGracePeriodSeconds: 5
                    containers:
                      - { name: jnlp, %s }
                """.formatted(name, maxAgents, startTimeout, container));
    }

    /** What {@code GET /api/queue} tells of a job's latest queue item. */
    String story(String job) {
        return broker.get("/api/queue/main/" + job);
    }

    void awaitNothingLeft() {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(namespace.pods()).as("pods").isEmpty();
            assertThat(namespace.secrets()).as("Secrets").isEmpty();
            assertThat(nodes()).as("nodes").isEmpty();
            try (Admin admin = Admin.create(kafka.adminClient())) {
                assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                        .as("topics")
                        .noneMatch(topic -> topic.startsWith("remoting-kafka.main.agent."));
                assertThat(admin.describeUserScramCredentials().users().get(30, TimeUnit.SECONDS))
                        .as("Kafka users")
                        .noneMatch(user -> user.startsWith("remoting-kafka.main."));
            }
        });
    }

    private Set<String> nodes() {
        return controller.rest().json("computer/api/json").getJsonArray("computer").stream()
                .map(node -> ((JsonObject) node).getString("displayName"))
                .filter(name -> name.matches(".*-[0-9a-f]{10}"))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("A part of the site could not be ended", e);
            }
        }
    }
}
