package io.remotingkafka.testbed.controller;

import static io.remotingkafka.testbed.controller.Fixture.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.agent.AgentSettings;
import io.remotingkafka.testbed.agent.Attempt;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.agent.Requests;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.HttpHead;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conformance fixtures against each other and against CONTROLLERS.md's table, with nothing in between. */
class HandshakeIT {
    private final Fixture fixture = new Fixture(ControllerSettings.DEFAULT.withContextPath("/jenkins"));

    @AfterEach
    void close() {
        fixture.close();
    }

    private Map<String, String> headers(String name, String secret) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Node-Name", name);
        headers.put("Secret-Key", secret);
        headers.put("X-Remoting-Capability", "x");
        return headers;
    }

    private URI endpoint() {
        return fixture.controller.url().resolve("wsagents/");
    }

    @Test
    void anAgentAsksForLoginWithoutHeadersOfItsOwnAndThenUpgrades() {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);

        agent.awaitConnected(SOON);

        assertThat(fixture.controller.handshakes())
                .extracting(Handshake::status)
                .containsExactly(200, 101);
        HttpHead login = fixture.controller.handshakes().getFirst().request();
        HttpHead upgrade = fixture.controller.handshakes().getLast().request();
        assertThat(login.path()).isEqualTo("/jenkins/login");
        assertThat(login.headerNames()).containsExactly("Host", "Connection");
        assertThat(upgrade.path()).isEqualTo("/jenkins/wsagents/");
        assertThat(upgrade.headerNames())
                .containsExactlyInAnyOrder(
                        "Host",
                        "Upgrade",
                        "Connection",
                        "Origin",
                        "Sec-WebSocket-Key",
                        "Sec-WebSocket-Version",
                        "Node-Name",
                        "Secret-Key",
                        "X-Remoting-Capability");
        HttpHead answer = agent.attempts().getLast().answer().orElseThrow();
        assertThat(answer.headerNames()).contains("X-Remoting-Capability", "X-Remoting-Minimum-Version");
        assertThat(answer.header("Connection-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).matches("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @CsvSource({"Node-Name", "Secret-Key", "X-Remoting-Capability"})
    void aMissingHeaderIsRefused(String missing) throws IOException {
        Map<String, String> headers = headers("a1", fixture.controller.addAgent("a1"));
        headers.remove(missing);

        Requests.Reply reply = Requests.upgrade(endpoint(), headers);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("This endpoint is only for use from agent.jar in WebSocket mode");
    }

    @Test
    void anUnknownAgentIsRefused() throws IOException {
        Requests.Reply reply = Requests.upgrade(endpoint(), headers("nobody", "00"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("no such agent");
    }

    @Test
    void aWrongSecretIsRefusedWithoutAWord() throws IOException {
        fixture.controller.addAgent("a1");

        Requests.Reply reply = Requests.upgrade(endpoint(), headers("a1", "00"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void aPlainGetIsRefusedWithTheThreeHeaders() throws IOException {
        Requests.Reply reply = Requests.get(endpoint(), headers("a1", fixture.controller.addAgent("a1")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.head().headerNames())
                .contains("X-Remoting-Capability", "X-Remoting-Minimum-Version", "Connection-Cookie");
    }

    @Test
    void theEndpointWithoutItsSlashIsARedirect() throws IOException {
        Requests.Reply reply = Requests.get(fixture.controller.url().resolve("wsagents"), Map.of());

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.head().header("Location")).contains("/jenkins/wsagents/");
    }

    @Test
    void aSecondConnectionIsRefusedWhileTheFirstIsOpenAndThenLetIn() {
        ConformanceAgent first = fixture.webSocket("a1", AgentSettings::withoutReconnect);
        first.awaitConnected(SOON);
        ConformanceAgent second = fixture.webSocket("a1", s -> s);
        await().until(() -> second.attempts().stream().anyMatch(a -> a.status() == 400));
        Attempt refused = second.attempts().getLast();

        first.kill();

        assertThat(refused.text()).contains("a1 is already connected to this controller. Rejecting this connection.");
        assertThat(second.awaitConnected(SOON).isOpen()).isTrue();
    }

    @Test
    void whoShowsTheCookieTakesThePlaceOfItsOwnOldConnection() throws IOException {
        ConformanceAgent agent = fixture.webSocket("a1", AgentSettings::withoutReconnect);
        Channel old = agent.awaitConnected(SOON);
        String cookie = fixture.controller.awaitSession("a1", SOON).cookie();
        Map<String, String> headers = headers("a1", fixture.controller.addAgent("a1"));
        headers.put("Connection-Cookie", cookie);

        Requests.Reply reply = Requests.upgrade(endpoint(), headers);

        assertThat(reply.status()).isEqualTo(101);
        assertThat(old.awaitEnd(SOON).reason()).isEqualTo("reconnected");
    }

    @Test
    void aDroppedAgentComesBackWithoutItsCookie() {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);
        Channel first = agent.awaitConnected(SOON);

        fixture.controllerSide("a1").kill();

        assertThat(first.awaitEnd(SOON).code()).isEqualTo(1006);
        agent.awaitReconnected(first, SOON);
        assertThat(fixture.controller.sessions()).hasSize(2).last().satisfies(session -> assertThat(
                        session.request().orElseThrow().header("Connection-Cookie"))
                .isEmpty());
    }

    @Test
    void anAgentTriesUntilAControllerThatStartsIsThere() {
        fixture.controller.behave(Behaviour.STARTING);
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);
        await().until(() -> agent.attempts().size() >= 3);
        assertThat(agent.attempts()).extracting(Attempt::status).containsOnly(503);

        fixture.controller.behave(Behaviour.NORMAL);

        assertThat(agent.awaitConnected(SOON).isOpen()).isTrue();
    }

    @Test
    void aControllerThatDiedComesBackOnTheSamePort() {
        ConformanceAgent agent = fixture.webSocket("a1", s -> s);
        Channel first = agent.awaitConnected(SOON);
        URI before = fixture.controller.url();
        fixture.controller.stop();
        first.awaitEnd(SOON);

        fixture.controller.start();

        assertThat(fixture.controller.url()).isEqualTo(before);
        agent.awaitReconnected(first, SOON);
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "LOGIN_PAGE", "BAD_GATEWAY", "REDIRECT"})
    void whatIsNoControllerAnswersEverythingAlike(Behaviour behaviour) throws IOException {
        fixture.controller.behave(behaviour);

        Requests.Reply login = Requests.get(fixture.controller.url().resolve("login"), Map.of());
        Requests.Reply upgrade = Requests.upgrade(endpoint(), headers("a1", "00"));

        assertThat(upgrade.status()).isEqualTo(login.status());
        assertThat(login.head().header("X-Jenkins")).isEmpty();
    }

    @Test
    void agentJarIsServedWhole() throws IOException {
        Requests.Reply reply = Requests.get(fixture.controller.url().resolve("jnlpJars/agent.jar"), Map.of());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(ConformanceController.agentJar());
    }

    @Test
    void aUserSeesWhoIsIdleAndDisconnectsAnAgent() throws Exception {
        try (Fixture secured = new Fixture(ControllerSettings.DEFAULT.withUser("admin", "token"))) {
            ConformanceAgent agent = secured.webSocket("a b", AgentSettings::withoutReconnect);
            Channel channel = agent.awaitConnected(SOON);
            secured.controller.setBusy("a b", true);
            URI list = secured.controller.url().resolve("computer/api/json?tree=computer[displayName,idle]");
            String basic =
                    "Basic " + Base64.getEncoder().encodeToString("admin:token".getBytes(StandardCharsets.UTF_8));

            Requests.Reply anonymous = Requests.get(list, Map.of());
            Requests.Reply known = Requests.get(list, Map.of("Authorization", basic));
            var disconnect = java.net.http.HttpRequest.newBuilder(
                            secured.controller.url().resolve("computer/a%20b/doDisconnect"))
                    .header("Authorization", basic)
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                    .build();
            try (var client = java.net.http.HttpClient.newHttpClient()) {
                var answer = client.send(disconnect, java.net.http.HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).isEqualTo(302);
            }

            assertThat(anonymous.status()).isEqualTo(403);
            assertThat(known.text())
                    .isEqualTo("{\"computer\":[{\"displayName\":\"a b\",\"offline\":false,\"idle\":false}]}");
            assertThat(channel.awaitEnd(SOON).reason()).isEqualTo("disconnected by a user");
        }
    }

    @Test
    void aSelfSignedControllerIsReachedByThoseWhoTrustIt(@TempDir Path directory) throws Exception {
        SelfSigned certificate = SelfSigned.in(directory);
        try (Fixture tls = new Fixture(ControllerSettings.DEFAULT.withCertificate(certificate));
                var client = java.net.http.HttpClient.newBuilder()
                        .sslContext(trusting(certificate.pem()))
                        .connectTimeout(Duration.ofSeconds(10))
                        .build()) {
            var answer = client.send(
                    java.net.http.HttpRequest.newBuilder(tls.controller.url().resolve("login"))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private static SSLContext trusting(Path pem) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = java.nio.file.Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "controller", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
