package io.remotingkafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.remotingkafka.broker.BrokerResource.Surroundings;
import io.remotingkafka.protocol.frame.Frame.Close;
import io.remotingkafka.protocol.frame.Frame.Credit;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.HttpHead;
import io.remotingkafka.testbed.channel.Messages;
import io.remotingkafka.testbed.channel.Received;
import io.remotingkafka.testbed.controller.Behaviour;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSession;
import io.remotingkafka.testbed.frames.ScriptedSession;
import io.remotingkafka.testbed.frames.ScriptedSide;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One broker, as it is shipped, between conformance controllers and sidecars that the test plays. */
@QuarkusIntegrationTest
@QuarkusTestResource(BrokerResource.class)
class BrokerIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    Surroundings around;
    private final List<ScriptedSide> sidecars = new ArrayList<>();

    @BeforeEach
    void serving() {
        await().atMost(SOON)
                .untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
        await().atMost(SOON)
                .until(() -> Registrations.on(around.kafka(), BrokerResource.TOPICS) >= BrokerResource.AGENTS);
    }

    @AfterEach
    void end() {
        around.odd().behave(Behaviour.NORMAL);
        sidecars.forEach(ScriptedSide::close);
    }

    private ScriptedSide sidecar(String agent) {
        ScriptedSide sidecar = around.sidecar(agent);
        sidecars.add(sidecar);
        return sidecar;
    }

    private String secret(String agent) {
        return around.main().addAgent(agent);
    }

    private static List<Header> headers(String agent, String secret) {
        return List.of(
                new Header("Node-Name", agent),
                new Header("Secret-Key", secret),
                new Header("X-Remoting-Capability", "capability"));
    }

    /** A connection that is open on both sides. */
    private record Connection(ScriptedSession session, Channel agentSide, ControllerSession controllerSide) {}

    private Connection connect(String agent) {
        return connect(sidecar(agent), agent);
    }

    private Connection connect(ScriptedSide sidecar, String agent) {
        ScriptedSession session = sidecar.open(SessionKind.WEBSOCKET, headers(agent, secret(agent)));
        session.await(Opened.class, SOON);
        return new Connection(session, session.channelOfAgent(), around.main().awaitSession(agent, SOON));
    }

    private static double metric(String name, String label) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    // Topics.

    private static List<String> topicsOf(String agent) {
        AgentId id = new AgentId(new ControllerName("main"), new AgentName(agent));
        return List.of(BrokerResource.TOPICS.up(id), BrokerResource.TOPICS.down(id));
    }

    @Test
    void theTopicsAreMadeWithTheSettingsThatTheTunnelNeeds() throws Exception {
        List<String> frames = Stream.of("own1", BrokerResource.STRANGE)
                .flatMap(a -> topicsOf(a).stream())
                .toList();
        String agents = BrokerResource.TOPICS.agents();

        try (Admin admin = Admin.create(around.kafka().adminClient())) {
            for (String topic : frames) {
                assertThat(partitions(admin, topic)).isEqualTo(1);
                Config config = config(admin, topic);
                assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
                assertThat(config.get("segment.bytes").value()).isEqualTo("16777216");
                assertThat(config.get("retention.ms").value()).isEqualTo("3600000");
            }
            assertThat(partitions(admin, agents)).isEqualTo(3);
            assertThat(config(admin, agents).get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private static Config config(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    // The handshake.

    @Test
    void theHandshakeGoesThroughBothWays() {
        Connection connection = connect("own1");

        HttpHead upgrade = connection.controllerSide().request().orElseThrow();
        assertThat(upgrade.path()).isEqualTo("/jenkins/wsagents/");
        assertThat(upgrade.header("Node-Name")).contains("own1");
        assertThat(upgrade.header("Secret-Key")).contains(secret("own1"));
        assertThat(upgrade.header("X-Remoting-Capability")).contains("capability");
        assertThat(upgrade.header("Authorization")).isEmpty();
        assertThat(upgrade.header("Sec-WebSocket-Extensions")).isEmpty();
        assertThat(upgrade.header("Sec-WebSocket-Protocol")).isEmpty();
        Opened opened = connection.session().await(Opened.class, SOON);
        assertThat(opened.status()).isEqualTo(101);
        assertThat(opened.headers())
                .contains(new Header(
                        "Connection-Cookie", connection.controllerSide().cookie()))
                .extracting(Header::name)
                .contains("X-Remoting-Capability", "X-Remoting-Minimum-Version");
    }

    @Test
    void anAgentWithAStrangeNameConnects() {
        ScriptedSide sidecar = sidecar(BrokerResource.STRANGE);

        ScriptedSession session = sidecar.open(SessionKind.TCP_LISTENER, headers(BrokerResource.STRANGE, "anything"));

        assertThat(session.await(Opened.class, SOON).status()).isEqualTo(200);
    }

    @Test
    void theSecretThatTheBrokerHoldsTakesThePlaceOfThePlaceholder() {
        ScriptedSession session =
                sidecar(BrokerResource.HELD).open(SessionKind.WEBSOCKET, headers(BrokerResource.HELD, "a placeholder"));

        session.await(Opened.class, SOON);

        HttpHead upgrade =
                around.main().awaitSession(BrokerResource.HELD, SOON).request().orElseThrow();
        assertThat(upgrade.headers().stream()
                        .filter(h -> h.getKey().equalsIgnoreCase("Secret-Key"))
                        .map(Map.Entry::getValue))
                .containsExactly(secret(BrokerResource.HELD));
        session.send(new Close(CloseCode.PEER_CLOSED, "test over"));
    }

    private Refused refusalOf(String agent, List<Header> headers) {
        return sidecar(agent).open(SessionKind.WEBSOCKET, headers).await(Refused.class, SOON);
    }

    @Test
    void aWrongSecretIsTheControllersToRefuse() {
        Refused refused = refusalOf("own2", headers("own2", "wrong"));

        assertThat(refused).isEqualTo(new Refused(RefusalReason.CONTROLLER, 403, ""));
    }

    @Test
    void anAgentThatTheControllerDoesNotKnowIsItsToRefuse() {
        Refused refused = refusalOf(BrokerResource.UNKNOWN, headers(BrokerResource.UNKNOWN, "any"));

        assertThat(refused.reason()).isEqualTo(RefusalReason.CONTROLLER);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("no such agent");
    }

    @Test
    void aMissingHeaderIsTheControllersToRefuse() {
        Refused refused = refusalOf("own2", List.of(new Header("Node-Name", "own2")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("This endpoint is only for use from agent.jar in WebSocket mode");
    }

    @Test
    void anAgentThatIsConnectedFromElsewhereIsRefusedInTheControllersWords() {
        try (ConformanceAgent elsewhere =
                ConformanceAgent.start(AgentSettings.webSocket(around.main().url(), "own3", secret("own3")))) {
            elsewhere.awaitConnected(SOON);

            Refused refused = refusalOf("own3", headers("own3", secret("own3")));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("own3 is already connected to this controller. Rejecting");
            assertThat(elsewhere.awaitConnected(SOON).isOpen()).isTrue();
        }
    }

    @Test
    void whoSpeaksForAnotherAgentIsRefusedAndCounted() {
        double before = metric("remoting_relay_refused_total", "IDENTITY");
        long connections = connectionsOf("own4");
        ScriptedSide own4 = sidecar("own4");

        Refused byFrame = own4.open(
                        new Open(new AgentName("own1"), SessionKind.WEBSOCKET, headers("own1", secret("own1"))))
                .await(Refused.class, SOON);
        Refused byHeader = own4.open(SessionKind.WEBSOCKET, headers("own1", secret("own1")))
                .await(Refused.class, SOON);

        assertThat(List.of(byFrame, byHeader)).allSatisfy(refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.IDENTITY);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("this topic belongs to agent 'own4'", "own1");
        });
        assertThat(connectionsOf("own4")).isEqualTo(connections);
        assertThat(metric("remoting_relay_refused_total", "IDENTITY")).isEqualTo(before + 2);
    }

    private long connectionsOf(String agent) {
        return around.main().sessions().stream()
                .filter(session -> session.agent().equals(agent))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN_PAGE, NOT_A_CONTROLLER, 502, a page",
        "REDIRECT, NOT_A_CONTROLLER, 502, a redirect to https://elsewhere.example.com/",
        "BAD_GATEWAY, CONTROLLER_UNREACHABLE, 503, status 502",
        "STARTING, CONTROLLER_UNREACHABLE, 503, getting ready to work"
    })
    void whatIsNoControllerIsSaidToTheAgent(Behaviour behaviour, RefusalReason reason, int status, String text) {
        around.odd().behave(behaviour);
        ScriptedSide sidecar = around.sidecar("odd", "a1");
        sidecars.add(sidecar);

        Refused refused =
                sidecar.open(SessionKind.WEBSOCKET, headers("a1", "any")).await(Refused.class, SOON);

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text()).contains(text, "odd");
    }

    // Bytes.

    @ParameterizedTest
    @CsvSource({"AS_REMOTING, own5", "AT_RANDOM, own6"})
    void bytesGoBothWaysWhole(Messages messages, String agent) {
        Connection connection = connect(agent);
        Channel controllerSide = connection.controllerSide().channel();
        ByteStream up = ByteStream.of(11, 12_000_000);
        ByteStream down = ByteStream.of(12, 12_000_000);

        CompletableFuture<Void> sent = connection.agentSide().send(up, messages);
        CompletableFuture<Void> answered = controllerSide.send(down, messages);

        assertThat(controllerSide.awaitReceived(up.bytes(), SOON)).isEqualTo(Received.of(up));
        assertThat(connection.agentSide().awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
        assertThat(CompletableFuture.allOf(sent, answered)).succeedsWithin(SOON);
        assertThat(connection.agentSide().call(9_600, SOON)).isPositive();
        assertThat(controllerSide.traffic().largestMessage()).isLessThanOrEqualTo(64 * 1024);
        assertThat(metric("remoting_relay_bytes_total", "up")).isGreaterThanOrEqualTo((double) up.bytes());
        close(connection);
    }

    @Test
    void aTcpAgentConnectsThroughTheControllersAgentPort() throws IOException {
        ScriptedSession session = sidecar("own7").open(SessionKind.TCP, List.of());
        session.await(Opened.class, SOON);

        Channel agentSide = session.connectTcpAgent("own7", secret("own7"));

        Channel controllerSide = around.main().awaitSession("own7", SOON).channel();
        ByteStream down = ByteStream.of(5, 3_000_000);
        CompletableFuture<Void> sent = controllerSide.send(down);
        assertThat(agentSide.awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
        assertThat(sent).succeedsWithin(SOON);
        session.send(new Close(CloseCode.PEER_CLOSED, "test over"));
        assertThat(controllerSide.awaitEnd(SOON).byPeer()).isTrue();
    }

    @Test
    void agentJarComesWhole() throws IOException {
        ScriptedSession session = sidecar("own1").open(SessionKind.AGENT_JAR, List.of());

        assertThat(session.await(Opened.class, SOON).status()).isEqualTo(200);
        assertThat(session.await(Close.class, SOON).code()).isEqualTo(CloseCode.PEER_CLOSED);
        assertThat(Received.of(session.readAll())).isEqualTo(ConformanceController.agentJar());
    }

    @Test
    void theTcpListenersHeadersComeAsTheyAre() {
        Opened opened = sidecar("own1")
                .open(SessionKind.TCP_LISTENER, List.of(new Header("Node-Name", "own1")))
                .await(Opened.class, SOON);

        assertThat(opened.headers())
                .contains(new Header(
                        "X-Jenkins-JNLP-Port", String.valueOf(around.main().tcpPort())))
                .extracting(Header::name)
                .contains("X-Instance-Identity", "X-Jenkins-Agent-Protocols");
    }

    @Test
    void aControllerWithoutAgentPortIsSaid() {
        ScriptedSide sidecar = around.sidecar("odd", "a1");
        sidecars.add(sidecar);

        Refused refused = sidecar.open(SessionKind.TCP, List.of()).await(Refused.class, SOON);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text()).contains("tcpSlaveAgentListener/");
    }

    // The end.

    private static void close(Connection connection) {
        connection.session().send(new Close(CloseCode.PEER_CLOSED, "agent.jar: it said good-bye"));
        connection.controllerSide().channel().awaitEnd(SOON);
    }

    @Test
    void theAgentsCloseReachesTheControllerWithItsReason() {
        Connection connection = connect("own8");

        close(connection);

        End end = connection.controllerSide().channel().awaitEnd(SOON);
        assertThat(end.byPeer()).isTrue();
        assertThat(end.code()).isEqualTo(End.NORMAL);
        assertThat(end.reason()).contains("agent.jar: it said good-bye");
    }

    @Test
    void theControllersCloseReachesTheAgentWithItsReason() {
        Connection connection = connect("own8");

        connection.controllerSide().channel().close(1000, "the node was deleted");

        Close close = connection.session().await(Close.class, SOON);
        assertThat(close.code()).isEqualTo(CloseCode.PEER_CLOSED);
        assertThat(close.reason()).contains("controller: ", "the node was deleted");
    }

    @Test
    void aControllerThatDiesClosesTheSession() {
        Connection connection = connect("own8");

        connection.controllerSide().channel().kill();

        assertThat(connection.session().await(Close.class, SOON).code()).isEqualTo(CloseCode.PEER_FAILED);
    }

    @Test
    void aNewSessionTakesThePlaceOfTheOldOne() {
        ScriptedSide sidecar = sidecar("own2");
        Connection first = connect(sidecar, "own2");

        ScriptedSession second = sidecar.open(SessionKind.WEBSOCKET, headers("own2", secret("own2")));

        assertThat(first.session().await(Close.class, SOON).code()).isEqualTo(CloseCode.SUPERSEDED);
        assertThat(second.await(Opened.class, SOON).status()).isEqualTo(101);
        assertThat(first.controllerSide().channel().awaitEnd(SOON).byPeer()).isTrue();
        second.send(new Close(CloseCode.PEER_CLOSED, "test over"));
    }

    @Test
    void aFrameOfANewerVersionClosesBothSidesWithTheReason() {
        Connection connection = connect("own4");
        byte[] newer = connection.session().record(new Credit());
        newer[2] = 2;

        connection.session().sendRecord(newer);

        Close close = connection.session().await(Close.class, SOON);
        assertThat(close.code()).isEqualTo(CloseCode.BROKEN_FRAME);
        assertThat(close.reason()).contains("version 2", "upgrade this side");
        assertThat(connection.controllerSide().channel().awaitEnd(SOON).reason())
                .contains("BROKEN_FRAME");
    }

    @Test
    void aLostFrameClosesBothSidesWithinASecond() {
        Connection connection = connect("own4");
        connection.session().lose(1);

        connection.session().send(new Credit());

        assertThat(connection
                        .session()
                        .await(Close.class, Duration.ofSeconds(3))
                        .code())
                .isEqualTo(CloseCode.GAP);
        assertThat(connection
                        .controllerSide()
                        .channel()
                        .awaitEnd(Duration.ofSeconds(3))
                        .reason())
                .contains("GAP");
    }

    @Test
    void framesThatComeTwiceAreDroppedAndCounted() {
        double before = metric("remoting_relay_duplicates_dropped_total", "");
        Connection connection = connect("own4");

        connection.session().sendRepeatedly(new Credit(), 3);

        assertThat(connection.agentSide().call(500, SOON)).isPositive();
        assertThat(metric("remoting_relay_duplicates_dropped_total", "")).isEqualTo(before + 2);
        close(connection);
    }

    @Test
    void aFrameOfAnUnknownSessionIsAnsweredWithItsCloseAndCounted() {
        double before = metric("remoting_relay_foreign_frames_total", "");
        ScriptedSession unknown = sidecar("own1").session(SessionId.random());

        unknown.send(new Credit());

        assertThat(unknown.await(Close.class, SOON).code()).isEqualTo(CloseCode.UNKNOWN_SESSION);
        assertThat(metric("remoting_relay_foreign_frames_total", "")).isGreaterThan(before);
    }

    // Health and metrics.

    @Test
    void theMetricsOfTheRelayAreThere() {
        Connection connection = connect("own3");
        await().atMost(SOON).until(() -> metric("remoting_relay_round_trip_seconds_count", "") >= 1);

        assertThat(metric("remoting_relay_sessions", "")).isGreaterThanOrEqualTo(1);
        assertThat(metric("remoting_relay_opened_total", "WEBSOCKET")).isGreaterThanOrEqualTo(1);
        assertThat(metric("remoting_relay_frames_total", "up")).isPositive();
        assertThat(metric("remoting_relay_frames_total", "down")).isPositive();
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("remoting_relay_credit_stalls_total", "remoting_relay_duplicates_dropped_total");
        close(connection);
        await().atMost(SOON).until(() -> metric("remoting_relay_closed_total", "PEER_CLOSED") >= 1);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, reached",
        "LOGIN_PAGE, a page without Jenkins's own headers",
        "REDIRECT, a redirect to https://elsewhere.example.com/",
        "BAD_GATEWAY, status 502",
        "STARTING, status 503"
    })
    void readinessTellsOfEachControllerWhatItAnswers(Behaviour behaviour, String text) {
        around.odd().behave(behaviour);

        await().atMost(SOON).untilAsserted(() -> RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'controllers' }.data.odd", containsString(text))
                .body("checks.find { it.name == 'controllers' }.data.main", is("reached")));
    }

    @Test
    void aControllersCertificateIsCheckedAgainstTheAuthorityGiven() {
        await().atMost(SOON).untilAsserted(() -> RestAssured.get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'controllers' }.data.tls", is("reached"))
                .body(
                        "checks.find { it.name == 'controllers' }.data.untrusted",
                        containsString("remoting.controllers.untrusted.tls.ca-file")));
    }

    @Test
    void theBrokerIsAliveAndStarted() {
        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/started").then().statusCode(200);
    }
}
