package io.remotingkafka.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.remotingkafka.agent.SidecarResource.Sidecar;
import io.remotingkafka.protocol.frame.Frame.Close;
import io.remotingkafka.protocol.frame.Frame.Credit;
import io.remotingkafka.protocol.frame.Frame.Data;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Frame.Opened;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.Attempt;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.agent.Requests;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.HttpHead;
import io.remotingkafka.testbed.channel.Messages;
import io.remotingkafka.testbed.channel.Received;
import io.remotingkafka.testbed.frames.ScriptedSession;
import io.remotingkafka.testbed.frames.ScriptedSide;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One sidecar, as it is shipped, between a conformance agent and a broker that the test plays. */
@QuarkusIntegrationTest
@QuarkusTestResource(SidecarResource.class)
class SidecarIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<Header> ANSWER = List.of(
            new Header("X-Remoting-Capability", "capability"),
            new Header("X-Remoting-Minimum-Version", "4.7"),
            new Header("Connection-Cookie", "c".repeat(64)),
            new Header("Upgrade", "websocket"),
            new Header("Connection", "Upgrade"));

    Sidecar sidecar;
    private ScriptedSide broker;
    private final List<ConformanceAgent> agents = new ArrayList<>();

    @BeforeEach
    void playTheBroker() {
        broker = sidecar.kafka().broker(sidecar.agent());
        await().atMost(SOON).until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void end() {
        agents.forEach(ConformanceAgent::kill);
        broker.close();
    }

    private ConformanceAgent agent() {
        return start(AgentSettings.webSocket(sidecar.url(), sidecar.agent(), "s3cret")
                .withoutLogin());
    }

    private ConformanceAgent start(AgentSettings settings) {
        ConformanceAgent agent =
                ConformanceAgent.start(settings.withoutReconnect().withRetries(Duration.ofMillis(200)));
        agents.add(agent);
        return agent;
    }

    private ScriptedSession awaitOpen(SessionKind kind) {
        return broker.awaitOpen(kind, SOON);
    }

    /** A connection that is open on both sides. */
    private record Connection(ScriptedSession session, Channel agentSide, Channel controllerSide) {}

    private Connection connect() {
        ConformanceAgent agent = agent();
        ScriptedSession session = awaitOpen(SessionKind.WEBSOCKET);
        session.send(new Opened(101, ANSWER));
        Channel controllerSide = session.channelOfController();
        return new Connection(session, agent.awaitConnected(SOON), controllerSide);
    }

    private static Map<String, String> agentHeaders() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Node-Name", "linux 1");
        headers.put("Secret-Key", "s3cret");
        headers.put("X-Remoting-Capability", "x");
        return headers;
    }

    // Health and the door.

    @Test
    void aSidecarWhoseTopicsExistIsStartedAliveAndReady() {
        await().atMost(SOON).untilAsserted(() -> RestAssured.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks[0].name", is("tunnel")));
        RestAssured.get("/q/health/started")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'listening' }.data.port", is(sidecar.port()));
        RestAssured.get("/q/health/live").then().statusCode(200);
    }

    private static <T> org.hamcrest.Matcher<T> is(T value) {
        return org.hamcrest.Matchers.is(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/computer/api/json",
                "/wsagents/x",
                "/jnlpJars/slave.jar",
                "/jnlpJars/../login",
                "/q/health",
                "/script",
                "//login"
            })
    void nothingElseOfTheControllerCanBeReached(String path) throws IOException {
        long before = broker.opens();

        Requests.Reply reply = Requests.get(URI.create("http://127.0.0.1:" + sidecar.port() + path), Map.of());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).contains("/wsagents/", "nothing else");
        assertThat(broker.opens()).isEqualTo(before);
    }

    @Test
    void theSidecarListensOnItsLoopbackAddressAlone() {
        for (int port : new int[] {sidecar.port(), sidecar.tcpPort()}) {
            assertThatThrownBy(() -> {
                        try (Socket socket = new Socket()) {
                            // Loopback too, but not the address that it is bound to: a wildcard would answer here.
                            socket.connect(new InetSocketAddress("127.0.0.2", port), 2_000);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void theEndpointWithoutItsSlashIsARedirect() throws IOException {
        Requests.Reply reply = Requests.get(sidecar.url().resolve("wsagents"), Map.of());

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.head().header("Location")).contains("/wsagents/");
    }

    // The WebSocket handshake.

    @Test
    void theUpgradeIsHeldUntilTheControllersOwnAnswerIsThere() {
        ConformanceAgent agent = agent();
        ScriptedSession session = awaitOpen(SessionKind.WEBSOCKET);
        await().during(Duration.ofMillis(300)).until(() -> agent.attempts().isEmpty());

        session.send(new Opened(101, ANSWER));
        session.channelOfController();
        agent.awaitConnected(SOON);

        HttpHead answer = agent.attempts().getFirst().answer().orElseThrow();
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("X-Remoting-Capability")).contains("capability");
        assertThat(answer.header("X-Remoting-Minimum-Version")).contains("4.7");
        assertThat(answer.header("Connection-Cookie")).contains("c".repeat(64));
    }

    @Test
    void agentJarsHeadersGoThroughAndThoseOfItsConnectionStay() {
        agent();

        Open open = awaitOpen(SessionKind.WEBSOCKET).await(Open.class, SOON);

        assertThat(open.agent().value()).isEqualTo(sidecar.agent());
        assertThat(open.headers())
                .contains(new Header("Node-Name", sidecar.agent()), new Header("Secret-Key", "s3cret"))
                .extracting(header -> header.name().toLowerCase(java.util.Locale.ROOT))
                .containsExactlyInAnyOrder("node-name", "secret-key", "x-remoting-capability");
    }

    @ParameterizedTest
    @CsvSource({
        "400, no such agent",
        "403, ''",
        "400, linux 1 is already connected to this controller.",
        "503, starting"
    })
    void theControllersRefusalComesBackAsItsStatusAndText(int status, String text) throws Exception {
        CompletableFuture<Requests.Reply> reply = upgrade(agentHeaders());

        awaitOpen(SessionKind.WEBSOCKET).send(new Refused(RefusalReason.CONTROLLER, status, text));

        assertThat(reply.get().status()).isEqualTo(status);
        assertThat(reply.get().text()).isEqualTo(text);
    }

    private CompletableFuture<Requests.Reply> upgrade(Map<String, String> headers) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Requests.upgrade(sidecar.url().resolve("wsagents/"), headers);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void aSecondConnectionIsRefusedAndTheFirstGoesOn() {
        Connection first = connect();
        long opens = broker.opens();

        ConformanceAgent second = agent();
        await().atMost(SOON).until(() -> !second.attempts().isEmpty());

        Attempt refused = second.attempts().getFirst();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("linux 1 is already connected to this controller");
        assertThat(broker.opens()).isEqualTo(opens);
        assertThat(first.agentSide().call(1_000, SOON)).isPositive();
    }

    @Test
    void aPlainGetOfTheEndpointIsRefused() throws IOException {
        assertThat(Requests.get(sidecar.url().resolve("wsagents/"), agentHeaders())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"1, 20000", "70, 10", "5, 16000", "1, 120000"})
    void oversizedHeadersAreRefusedAndWriteNothingToKafka(int headers, int length) throws IOException {
        Map<String, String> many = agentHeaders();
        for (int i = 0; i < headers; i++) {
            many.put("X-Large-" + i, "v".repeat(length));
        }
        long opens = broker.opens();

        Requests.Reply reply = Requests.upgrade(sidecar.url().resolve("wsagents/"), many);

        assertThat(reply.status()).isEqualTo(431);
        assertThat(broker.opens()).isEqualTo(opens);
    }

    @Test
    void anAgentThatHangsUpBeforeTheAnswerAbandonsItsSession() throws IOException {
        String request = String.join(
                "\r\n",
                "GET /wsagents/ HTTP/1.1",
                "Host:127.0.0.1",
                "Upgrade:websocket",
                "Connection:Upgrade",
                "Sec-WebSocket-Key:AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Version:13",
                "",
                "");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sidecar.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            awaitOpen(SessionKind.WEBSOCKET);
        }

        Close close = broker.sessions().getLast().await(Close.class, SOON);
        assertThat(close.code()).isEqualTo(CloseCode.ABANDONED);
    }

    // Bytes.

    @ParameterizedTest
    @CsvSource({"AS_REMOTING", "AT_RANDOM"})
    void bytesGoBothWaysWhole(Messages messages) {
        Connection connection = connect();
        ByteStream up = ByteStream.of(11, 12_000_000);
        ByteStream down = ByteStream.of(12, 12_000_000);

        CompletableFuture<Void> sent = connection.agentSide().send(up, messages);
        CompletableFuture<Void> answered = connection.controllerSide().send(down, messages);

        assertThat(connection.controllerSide().awaitReceived(up.bytes(), SOON)).isEqualTo(Received.of(up));
        assertThat(connection.agentSide().awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
        assertThat(CompletableFuture.allOf(sent, answered)).succeedsWithin(SOON);
        assertThat(connection.agentSide().call(9_600, SOON)).isPositive();
    }

    @Test
    void whileDataFlowsAgentJarIsPinged() {
        Connection connection = connect();

        CompletableFuture<Void> sent =
                connection.agentSide().send(ByteStream.of(1, 40_000).at(10_000));

        await().atMost(SOON).until(() -> connection.agentSide().traffic().pings() >= 2);
        assertThat(sent).succeedsWithin(SOON);
    }

    @Test
    void anAgentThatReadsSlowlyIsGrantedNoMoreThanTheWindow() {
        Connection connection = connect();
        connection.agentSide().stopReading();
        ByteStream down = ByteStream.of(3, 30_000_000);

        CompletableFuture<Void> sent = connection.controllerSide().send(down);
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> !sent.isDone());
        long ahead = connection.session().sentBytes();
        connection.agentSide().readOn();

        assertThat(connection.agentSide().awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
        // The window of 4 MiB, and what the sockets between hold.
        assertThat(ahead).isLessThan(20_000_000);
        assertThat(connection.session().frames()).anyMatch(Credit.class::isInstance);
    }

    // The end.

    @Test
    void anAgentThatDiesClosesItsSessionAtOnce() {
        Connection connection = connect();

        agents.getLast().kill();

        Close close = connection.session().await(Close.class, SOON);
        assertThat(close.code()).isIn(CloseCode.PEER_FAILED, CloseCode.PEER_CLOSED);
        assertThat(close.reason()).startsWith("agent.jar: ");
    }

    @Test
    void theBrokersCloseReachesTheAgentWithItsReason() {
        Connection connection = connect();

        connection.session().send(new Close(CloseCode.PEER_CLOSED, "controller: it was closed"));

        End end = connection.agentSide().awaitEnd(SOON);
        assertThat(end.byPeer()).isTrue();
        assertThat(end.code()).isEqualTo(End.NORMAL);
        assertThat(end.reason()).contains("controller: it was closed");
    }

    @Test
    void aFrameOfANewerVersionClosesBothSidesWithTheReason() {
        Connection connection = connect();
        byte[] newer = connection.session().record(new Credit());
        newer[2] = 2;

        connection.session().sendRecord(newer);

        Close close = connection.session().await(Close.class, SOON);
        assertThat(close.code()).isEqualTo(CloseCode.BROKEN_FRAME);
        assertThat(close.reason()).contains("version 2", "upgrade this side");
        assertThat(connection.agentSide().awaitEnd(SOON).reason()).contains("BROKEN_FRAME", "version 2");
    }

    @Test
    void aLostFrameClosesBothSidesWithTheReason() {
        Connection connection = connect();
        connection.session().lose(3);

        connection.session().send(new Data(ByteBuffer.wrap(new byte[10])));

        Close close = connection.session().await(Close.class, SOON);
        assertThat(close.code()).isEqualTo(CloseCode.GAP);
        assertThat(close.reason()).contains("3 frames are lost");
        assertThat(connection.agentSide().awaitEnd(SOON).reason()).contains("GAP");
    }

    @Test
    void framesThatComeTwiceAreDropped() {
        Connection connection = connect();
        connection.session().sendRepeatedly(new Credit(), 3);

        assertThat(connection.controllerSide().call(500, SOON)).isPositive();
        assertThat(connection.agentSide().isOpen()).isTrue();
    }

    @Test
    void aFrameOfAnUnknownSessionIsAnsweredWithItsClose() {
        ScriptedSession unknown = broker.session(SessionId.random());

        unknown.send(new Credit());

        assertThat(unknown.await(Close.class, SOON).code()).isEqualTo(CloseCode.UNKNOWN_SESSION);
    }

    // TCP and downloads.

    @Test
    void tcpAgentsAreSentToTheSidecarsOwnPort() {
        ConformanceAgent agent = start(AgentSettings.tcp(sidecar.url(), sidecar.agent(), "s3cret"));
        ScriptedSession listener = awaitOpen(SessionKind.TCP_LISTENER);
        listener.send(new Opened(
                200,
                List.of(
                        new Header("X-Jenkins-JNLP-Port", "50000"),
                        new Header("X-Jenkins-JNLP-Host", "jenkins.example.com"),
                        new Header("X-Instance-Identity", "identity"),
                        new Header("X-Jenkins-Agent-Protocols", "JNLP4-connect, Ping"))));
        listener.send(new Close(CloseCode.PEER_CLOSED, "complete"));

        ScriptedSession session = awaitOpen(SessionKind.TCP);

        HttpHead answer = agent.attempts().getFirst().answer().orElseThrow();
        assertThat(answer.header("X-Jenkins-JNLP-Port")).contains(String.valueOf(sidecar.tcpPort()));
        assertThat(answer.header("X-Jenkins-JNLP-Host")).contains("127.0.0.1");
        assertThat(answer.header("X-Instance-Identity")).contains("identity");
        assertThat(session.await(Open.class, SOON).headers()).isEmpty();
        assertThat(broker.sessions())
                .as("the probe makes no session")
                .filteredOn(s -> s.frames().stream().anyMatch(f -> f instanceof Open o && o.kind() == SessionKind.TCP))
                .hasSize(1);
        Channel controllerSide = session.acceptTcpAgent();
        Channel agentSide = agent.awaitConnected(SOON);
        ByteStream up = ByteStream.of(21, 5_000_000);
        CompletableFuture<Void> sent = agentSide.send(up);
        assertThat(controllerSide.awaitReceived(up.bytes(), SOON)).isEqualTo(Received.of(up));
        assertThat(sent).succeedsWithin(SOON);
    }

    @Test
    void agentJarComesThroughTheTunnelWhole() throws Exception {
        byte[] jar = new byte[700_000];
        ByteStream.of(31, jar.length).copyTo(jar);
        CompletableFuture<Requests.Reply> reply = download();
        ScriptedSession session = awaitOpen(SessionKind.AGENT_JAR);

        session.send(new Opened(200, List.of(new Header("Content-Type", "application/java-archive"))));
        for (int at = 0; at < jar.length; at += 100_000) {
            session.send(new Data(ByteBuffer.wrap(jar, at, 100_000).slice()));
        }
        session.send(new Close(CloseCode.PEER_CLOSED, "complete"));

        assertThat(reply.get().status()).isEqualTo(200);
        assertThat(reply.get().head().header("Content-Type")).contains("application/java-archive");
        assertThat(reply.get().body()).isEqualTo(Received.of(jar));
    }

    @Test
    void halfAnAgentJarDoesNotLookLikeAWholeOne() {
        CompletableFuture<Requests.Reply> reply = download();
        ScriptedSession session = awaitOpen(SessionKind.AGENT_JAR);

        session.send(new Opened(200, List.of()));
        session.send(new Data(ByteBuffer.wrap(new byte[5_000])));
        session.send(new Close(CloseCode.PEER_FAILED, "its answer broke off"));

        assertThat(reply).failsWithin(SOON);
    }

    private CompletableFuture<Requests.Reply> download() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Requests.get(sidecar.url().resolve("jnlpJars/agent.jar"), Map.of());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
