package io.remotingkafka.broker.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an HTTP server that answers as Jenkins does: queue, nodes, and the forms that it is sent. */
class JenkinsShapeIT {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final AgentName NODE = new AgentName("linux-0123456789");
    private static final NodeForm FORM = new NodeForm(NODE, "ours", "/home/jenkins/agent", Set.of("linux"), true);

    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private ControllerAdmin admin;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                posted.add(path + " " + URLDecoder.decode(body, StandardCharsets.UTF_8));
            }
            Answer answer = answers.getOrDefault(path, new Answer(404, "<html>Not Found</html>"));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Jenkins", "2.579");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        answers.put("/ci/api/json", new Answer(200, "{}"));
        admin = admin(vertx.createHttpClient());
    }

    private ControllerAdmin admin(HttpClient http) {
        Controller controller = new Controller(
                new ControllerName("main"),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ci/"),
                Optional.of("Basic x"),
                Optional.empty(),
                false);
        return new ControllerAdmin(controller, http, new OnLoop(vertx));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void readsQueueAndNodes() throws IOException {
        // Given
        answers.put("/ci/queue/api/json", new Answer(200, """
                {"items":[
                 {"id":7,"why":"Waiting for next available executor on ‘linux’","buildable":true,"pending":false,
                  "inQueueSince":1795521500000,"buildableStartMilliseconds":1795521505000,
                  "task":{"name":"free","url":"http://elsewhere/ci/job/free/","labelExpression":"linux&&jdk21"}},
                 {"id":8,"why":"There are no nodes with the label ‘gpu’","buildable":true,
                  "inQueueSince":1795521500000,"task":{"name":"part of pipe #3"}},
                 {"id":9,"why":"In the quiet period. Expires in 3 sec","buildable":false,
                  "inQueueSince":1795521500000,"task":{"name":"quiet","url":"http://elsewhere/ci/job/a%20b/job/quiet/"}}
                ]}"""));
        answers.put("/ci/job/a%20b/job/quiet/api/json", new Answer(200, "{\"labelExpression\":\"windows\"}"));
        answers.put("/ci/computer/api/json", new Answer(200, """
                {"computer":[
                 {"displayName":"linux-0123456789","description":"ours","offline":true,"temporarilyOffline":true,
                  "offlineCauseReason":"Remoting over Kafka: its build has begun","numExecutors":1,"idle":false,
                  "assignedLabels":[{"name":"linux"}],"executors":[{"currentExecutable":{"url":"http://b/1/"}}]},
                 {"displayName":"box","offline":true,"temporarilyOffline":true,"offlineCauseReason":"new disk",
                  "numExecutors":2,"idle":true,"assignedLabels":[],"executors":[{},{"currentExecutable":null}]}
                ]}"""));

        // When
        ControllerReading reading = admin.read(NOW);

        // Then
        assertThat(reading.items())
                .extracting(item -> item.label().map(Object::toString).orElse("-"))
                .containsExactly("linux && jdk21", "gpu", "windows");
        assertThat(reading.items()).extracting(QueueItem::isBuildable).containsExactly(true, true, false);
        assertThat(reading.nodes()).extracting(ControllerNode::closed).containsExactly(true, false);
        assertThat(reading.nodes())
                .extracting(ControllerNode::builds)
                .containsExactly(List.of("http://b/1/"), List.of());
        assertThat(reading.nodes().getFirst().labels()).containsExactlyInAnyOrder("linux", "linux-0123456789");
    }

    @Test
    void makesANodeWithTheFormThatJenkinsExpects() throws IOException {
        // Given
        answers.put("/ci/computer/doCreateItem", new Answer(302, ""));

        // When
        assertThat(admin.createNode(FORM)).isEmpty();

        // Then
        String form = posted.getFirst();
        assertThat(form).contains("type=hudson.slaves.DumbSlave").contains("name=linux-0123456789");
        JsonObject json = new JsonObject(form.replaceAll("^.*json=(\\{.*\\})(&.*)?$", "$1"));
        assertThat(json.getString("labelString")).isEqualTo("linux");
        assertThat(json.getString("mode")).isEqualTo("EXCLUSIVE");
        assertThat(json.getJsonObject("launcher").getString("$class")).isEqualTo("hudson.slaves.JNLPLauncher");
    }

    @Test
    void aNodeThatIsThereIsOursOrRefused() throws IOException {
        // Given
        answers.put("/ci/computer/doCreateItem", new Answer(400, "Agent called ‘linux-0123456789’ already exists"));

        // Then
        answers.put("/ci/computer/linux-0123456789/api/json", new Answer(200, "{\"description\":\"ours\"}"));
        assertThat(admin.createNode(FORM)).isEmpty();
        answers.put("/ci/computer/linux-0123456789/api/json", new Answer(200, "{\"description\":\"other\"}"));
        assertThat(admin.createNode(FORM))
                .hasValueSatisfying(refused -> assertThat(refused.message()).contains("already exists"));
    }

    /** Callers are threads of their own, which lose the processor at any time; answers come on event loops meanwhile. */
    @Test
    void anAnswerIsWholeHoweverLateItsCallerGoesOn() throws IOException {
        // Given
        String secret = "0123456789abcdef".repeat(4);
        answers.put(
                "/ci/computer/linux-0123456789/jenkins-agent.jnlp",
                new Answer(200, "<jnlp><argument>" + secret + "</argument></jnlp>"));
        ControllerAdmin late = admin(slow(HttpClient.class, vertx.createHttpClient()));

        // Then
        assertThat(late.secret(NODE)).contains(secret);
    }

    /** What its methods give is as slow; whoever calls one goes on a while after it was done. */
    private static <T> T slow(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    TimeUnit.MILLISECONDS.sleep(100);
                    return result instanceof Future<?> future ? slow(Future.class, future) : result;
                }));
    }

    @Test
    void namesTheRightThatIsMissing() {
        // Given
        answers.put("/ci/computer/api/json", new Answer(200, "{\"computer\":[]}"));
        answers.put("/ci/queue/api/json", new Answer(403, "Access denied"));

        // Then
        assertThatThrownBy(() -> admin.read(NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("remoting.controllers.main.user needs the right Job/Read");
    }

    @Test
    void closesByTheCallThatMayBeRepeatedAndTakesWhatIsGoneForDone() throws IOException {
        // Given
        answers.put("/ci/computer/linux-0123456789/api/json", new Answer(200, "{}"));
        answers.put("/ci/computer/linux-0123456789/changeOfflineCause", new Answer(302, ""));

        // When
        admin.closeNode(NODE, "its build has begun");
        admin.deleteNode(new AgentName("gone"));
        admin.closeNode(new AgentName("gone"), "its build has begun");

        // Then
        assertThat(posted)
                .containsExactly(
                        "/ci/computer/linux-0123456789/changeOfflineCause"
                                + " offlineMessage=Remoting over Kafka: its build has begun",
                        "/ci/computer/gone/doDelete ");
        assertThat(admin.secret(new AgentName("gone"))).isEmpty();
    }
}
