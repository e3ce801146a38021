package io.remotingkafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import io.remotingkafka.testbed.frames.ScriptedSide;
import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaProcess;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker says that cannot work yet, or not at all. Each test has a prefix, and so topics, of its own. */
class BrokerStartIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final ConformanceController CONTROLLER = new ConformanceController(ControllerSettings.DEFAULT);

    @TempDir
    static Path shared;

    private static EmbeddedKafka kafka;

    @TempDir
    Path directory;

    private final TopicNames topics =
            new TopicNames("t" + UUID.randomUUID().toString().substring(0, 8));
    private final Map<String, String> settings = new HashMap<>();
    private ServiceProcess service;

    @BeforeAll
    static void startSurroundings() {
        kafka = EmbeddedKafka.start(KafkaSettings.in(shared.resolve("kafka")));
        CONTROLLER.start();
    }

    @AfterAll
    static void stopSurroundings() {
        kafka.close();
        CONTROLLER.close();
    }

    @BeforeEach
    void settings() {
        settings.put("kafka.bootstrap.servers", kafka.settings().bootstrapServers());
        settings.put("remoting.prefix", topics.prefix());
        settings.put("remoting.health.controller-period", "1s");
        settings.put("remoting.controllers.main.url", CONTROLLER.url().toString());
        settings.put("remoting.controllers.main.agents.a1.secret", CONTROLLER.addAgent("a1"));
    }

    private ServiceProcess start() {
        service = ServiceProcess.start("agent-broker", directory, settings);
        return service;
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private void awaitReadiness(String status, String... texts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(service.get("/q/health/ready"))
                .startsWith(status)
                .contains(texts));
    }

    private static AgentId agent() {
        return new AgentId(new ControllerName("main"), new AgentName("a1"));
    }

    @ParameterizedTest
    @CsvSource({
        "remoting.prefx, x, remoting.prefx",
        "remoting.controllers.main.ulr, http://x/, remoting.controllers.main.ulr",
        "remoting.controllers.main.agents.a1.secert, x, remoting.controllers.main.agents.a1.secert",
        "remoting.drain.timeout, later, remoting.drain.timeout",
        "remoting.controllers.main.url, jenkins:8080, remoting.controllers.main.url",
        "remoting.controllers.main.user, u, remoting.controllers.main.user",
        "remoting.controllers.No_Dns_Label.url, http://127.0.0.1/, No_Dns_Label",
        "remoting.controllers.main.tls.ca-file, /no/such/ca.pem, /no/such/ca.pem",
        "remoting.launch.pod.identity, strimzi, remoting.launch.pod.strimzi.kafka"
    })
    void aWrongSettingIsRefusedAtStartWithItsKey(String key, String value, String named) {
        settings.put(key, value);

        assertThat(start().awaitSettingsRefused(SOON)).contains(named);
    }

    @Test
    void aBrokerWithoutControllersIsRefusedAtStart() {
        settings.keySet().removeIf(key -> key.startsWith("remoting.controllers"));

        assertThat(start().awaitSettingsRefused(SOON)).contains("remoting.controllers.<name>.url");
    }

    @Test
    void aKafkaThatCannotBeReachedIsNamed() {
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + FreePorts.one());

        start();

        awaitReadiness("503", "kafka.bootstrap.servers");
        assertThat(service.get("/q/health/live")).startsWith("200");
    }

    @Test
    void refusedCredentialsAreNamedAndNotPrinted(@TempDir Path other) {
        try (KafkaProcess secured =
                KafkaProcess.start(KafkaSettings.in(other.resolve("kafka")).withUsers("admin-secret"))) {
            secured.settings()
                    .client(KafkaSettings.ADMIN, "wrong-password")
                    .forEach((key, value) -> settings.put("kafka." + key, value.toString()));

            start();

            awaitReadiness("503", "kafka.sasl.", "refuses");
            assertThat(service.process().log()).doesNotContain("wrong-password");
        }
    }

    @Test
    void aControllerThatIsDownIsNamed() {
        settings.put("remoting.controllers.main.url", "http://127.0.0.1:" + FreePorts.one() + "/");

        start();

        awaitReadiness("503", "controller main at http://127.0.0.1", "cannot be reached");
    }

    @Test
    void anAgentsTopicOfAnotherFormIsNamed() throws Exception {
        create(new NewTopic(topics.up(agent()), 3, (short) 1));

        start();

        awaitReadiness("200", "main/a1", topics.up(agent()) + " has 3 partitions where 1 is expected");
    }

    @Test
    void aSharedTopicOfAnotherFormIsNamed() throws Exception {
        create(new NewTopic(topics.agents(), 3, (short) 1).configs(Map.of("cleanup.policy", "delete")));

        start();

        awaitReadiness("503", topics.agents() + " has cleanup.policy=delete where compact is expected");
    }

    private static void create(NewTopic topic) throws Exception {
        try (Admin admin = Admin.create(kafka.settings().adminClient())) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    /** 0.0.0.0 leads to this machine as well, but is no loopback address: it stands for a Kafka elsewhere. */
    @Test
    void aKafkaThatAuthorisesNobodyIsTrustedWithNoSecretOutsideLoopback() {
        settings.put(
                "kafka.bootstrap.servers", kafka.settings().bootstrapServers().replace("127.0.0.1", "0.0.0.0"));
        start().awaitReady();
        await().atMost(SOON).until(() -> Registrations.on(kafka.settings(), topics) == 1);

        try (ScriptedSide sidecar = ScriptedSide.sidecar(kafka.settings().adminClient(), topics, agent())) {
            Refused refused = sidecar.open(SessionKind.WEBSOCKET, List.of(new Header("Node-Name", "a1")))
                    .await(Refused.class, SOON);

            assertThat(refused.reason()).isEqualTo(RefusalReason.KAFKA_UNPROTECTED);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("remoting.security.trust-unprotected-kafka=true");
        }
        assertThat(CONTROLLER.sessions()).isEmpty();
    }

    @Test
    void aConsoleUserWhereKafkaHasNoAuthoriserIsNamedAndAgentsAreServed() {
        settings.put("remoting.console-kafka-user", "console");

        start().awaitReady();

        assertThat(service.process().log())
                .contains("remoting.console-kafka-user=console", "Kafka has no authoriser: remove the setting");
    }

    @Test
    void anAgentsKafkaUserWhereKafkaHasNoAuthoriserIsNamed() {
        settings.put("remoting.controllers.main.agents.a1.kafka-user", "agent-a1");

        start();

        awaitReadiness("200", "main/a1", "Kafka has no authoriser", "remove the agent's kafka-user");
    }

    @Test
    void aBrokerThatHoldsNoSessionEndsSoonAfterSigterm() {
        start().awaitReady();
        long start = System.nanoTime();

        int exit = service.process().terminate(SOON);

        assertThat(exit).as("128 and SIGTERM's number").isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }
}
