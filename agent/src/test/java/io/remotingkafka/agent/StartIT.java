package io.remotingkafka.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.protocol.frame.Frame.Close;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.agent.Requests;
import io.remotingkafka.testbed.frames.ScriptedSession;
import io.remotingkafka.testbed.frames.ScriptedSide;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sidecar says that cannot work yet, or not at all. */
class StartIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path shared;

    private static Kafka kafka;

    @TempDir
    Path directory;

    private final int port = FreePorts.one();
    private final Map<String, String> settings = new HashMap<>();
    private ServiceProcess service;

    @BeforeAll
    static void startKafka() {
        kafka = Kafka.withUsers(shared, "admin-secret");
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void settings() {
        settings.putAll(clientOf(KafkaSettings.ADMIN, "admin-secret"));
        settings.put("remoting.agent.name", "a1");
        settings.put("remoting.agent.port", String.valueOf(port));
        settings.put("remoting.agent.tcp-port", "0");
    }

    private static Map<String, String> clientOf(String user, String password) {
        Map<String, String> client = new HashMap<>();
        kafka.settings().client(user, password).forEach((key, value) -> client.put("kafka." + key, value.toString()));
        return client;
    }

    private ServiceProcess start() {
        service = ServiceProcess.start("agent", directory, settings);
        return service;
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private void awaitLogin(int status, String text) {
        await().atMost(SOON).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            Requests.Reply login = Requests.get(url().resolve("login"), Map.of());
            assertThat(login.status()).isEqualTo(status);
            assertThat(login.text()).contains(text);
        });
    }

    @Test
    void loginSaysWhyNotUntilTheAgentsTopicsExist() throws IOException {
        settings.put("remoting.agent.name", "later");
        start();

        awaitLogin(503, "the topics of agent 'later' do not exist");
        Requests.Reply upgrade = Requests.upgrade(url().resolve("wsagents/"), Map.of("Node-Name", "later"));
        String ready = service.get("/q/health/ready");
        String started = service.get("/q/health/started");
        kafka.createTopics("later");

        awaitLogin(200, "");
        assertThat(upgrade.status()).isEqualTo(503);
        assertThat(ready).startsWith("503").contains("the topics of agent 'later' do not exist");
        assertThat(started).startsWith("200");
        service.awaitReady();
    }

    @Test
    void aKafkaThatCannotBeReachedIsNamed() {
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + FreePorts.one());
        start();

        awaitLogin(503, "Kafka cannot be reached (kafka.bootstrap.servers)");
        assertThat(service.get("/q/health/started")).startsWith("200");
        assertThat(service.get("/q/health/live")).startsWith("200");
        assertThat(service.get("/q/health/ready")).startsWith("503").contains("kafka.bootstrap.servers");
    }

    @Test
    void refusedCredentialsAreNamedAndNotPrinted() {
        settings.putAll(clientOf("a1", "wrong-password"));
        start();

        awaitLogin(503, "Kafka refuses the credentials (kafka.sasl.*, kafka.ssl.*)");
        assertThat(service.process().log()).contains("refuses the credentials").doesNotContain("wrong-password");
    }

    @ParameterizedTest
    @CsvSource({
        "remoting.agent.tcp-prot, 7050, remoting.agent.tcp-prot",
        "remoting.contrller, main, remoting.contrller",
        "remoting.agent.port, eighty, remoting.agent.port",
        "remoting.session.open-limit, soon, remoting.session.open-limit",
        "remoting.agent.name, '', remoting.agent.name",
        "remoting.prefix, no_underscores, prefix"
    })
    void aWrongSettingIsRefusedAtStartWithItsKey(String key, String value, String named) {
        settings.put(key, value);

        assertThat(start().awaitSettingsRefused(SOON)).contains(named);
    }

    @Test
    void aMissingNameIsRefusedAtStartWithItsKey() {
        settings.remove("remoting.agent.name");

        assertThat(start().awaitSettingsRefused(SOON)).contains("remoting.agent.name", "is required");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(start().awaitSettingsRefused(SOON)).contains("remoting.agent.port=" + port, "cannot be opened");
        }
    }

    @Test
    void anAgentWhoseConnectionsEndAtOnceIsSlowedDown() {
        kafka.createTopics("a1");
        start();
        awaitLogin(200, "");

        try (ScriptedSide broker = kafka.broker("a1");
                ConformanceAgent agent = ConformanceAgent.start(
                        AgentSettings.webSocket(url(), "a1", "s3cret").withRetries(Duration.ofMillis(20)))) {
            for (int i = 0; i < 4; i++) {
                ScriptedSession session = broker.awaitOpen(SessionKind.WEBSOCKET, SOON);
                session.send(new Opened(101, List.of(new Header("X-Remoting-Capability", "x"))));
                session.send(new Close(CloseCode.PEER_CLOSED, "controller: this Java is too old"));
            }

            awaitLogin(503, "The agent's last connections ended within seconds");
            assertThat(agent.channels()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void aSidecarThatIsToldToStopSaysSoToTheBroker() {
        kafka.createTopics("stopped");
        settings.put("remoting.agent.name", "stopped");
        start();
        awaitLogin(200, "");

        try (ScriptedSide broker = kafka.broker("stopped");
                ConformanceAgent agent = ConformanceAgent.start(AgentSettings.webSocket(url(), "stopped", "s3cret"))) {
            ScriptedSession session = broker.awaitOpen(SessionKind.WEBSOCKET, SOON);
            session.send(new Opened(101, List.of(new Header("X-Remoting-Capability", "x"))));
            agent.awaitConnected(SOON);

            service.process().terminate(SOON);

            Close close = session.await(Close.class, SOON);
            assertThat(close.code()).isEqualTo(CloseCode.AGENT_GONE);
        }
    }
}
