package io.remotingkafka.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * What {@code ./quickstart --jenkins} uses of a current Jenkins: the REST resources for nodes, as CONTROLLERS.md gives
 * them, before a conformance controller with its WebSocket endpoint. jenkins.war is in no package registry.
 */
final class JenkinsFixture implements AutoCloseable {
    static final String USER = "admin";
    static final String TOKEN = "11aa22bb";

    private static final String SECRET = "5e".repeat(32);
    private static final int HEAD_START = 1024;

    private final ConformanceController agents = new ConformanceController(ControllerSettings.DEFAULT).start();
    private final HttpServer pages;
    private final ServerSocket front;
    private final List<JsonObject> created = new CopyOnWriteArrayList<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private volatile boolean mayCreateNodes = true;

    JenkinsFixture() throws IOException {
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", this::answer);
        pages.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        pages.start();
        front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + front.getLocalPort() + "/");
    }

    /** Takes the right to create nodes from the user. */
    void forbidNodes() {
        mayCreateNodes = false;
    }

    List<JsonObject> created() {
        return created;
    }

    List<String> deleted() {
        return deleted;
    }

    ConformanceController agents() {
        return agents;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("X-Jenkins", "2.579");
            exchange.getResponseHeaders().add("X-Hudson", "1.395");
            String path = exchange.getRequestURI().getPath().substring(1);
            if (path.equals("login")) {
                send(exchange, 200, "<html>Sign in to Jenkins</html>");
            } else if (path.equals("jnlpJars/agent.jar")) {
                send(exchange, 200, ConformanceAgentJar.bytes());
            } else if (!isLoggedIn(exchange)) {
                send(exchange, 401, "<html>Invalid password/token for user</html>");
            } else {
                answerUser(exchange, path);
            }
        }
    }

    private void answerUser(HttpExchange exchange, String path) throws IOException {
        String node = path.startsWith("computer/") ? path.split("/", -1)[1] : "";
        if (path.equals("api/json")) {
            send(exchange, 200, "{}");
        } else if (path.equals("computer/doCreateItem")) {
            if (mayCreateNodes) {
                create(exchange);
            } else {
                send(exchange, 403, "<html>admin is missing the Agent/Create permission</html>");
            }
        } else if (path.equals("computer/api/json")) {
            send(
                    exchange,
                    200,
                    new JsonObject().put("computer", new JsonArray()).encode());
        } else if (path.endsWith("/jenkins-agent.jnlp")) {
            send(exchange, 200, "<jnlp><argument>" + SECRET + "</argument><argument>" + node + "</argument></jnlp>");
        } else if (path.endsWith("/doDelete")) {
            deleted.add(node);
            agents.removeAgent(node);
            exchange.getResponseHeaders().add("Location", url() + "computer/");
            send(exchange, 302, "");
        } else if (path.equals("computer/" + node + "/api/json")) {
            send(exchange, 200, state(node).encode());
        } else {
            send(exchange, 404, "<html>Not Found</html>");
        }
    }

    private void create(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        // The descriptor's name, which Hudson wants, is answered with 500 by Jenkins, and the other way round.
        if (!form.get("type").equals("hudson.slaves.DumbSlave")) {
            send(exchange, 500, "<html>Oops</html>");
            return;
        }
        created.add(new JsonObject(form.get("json")));
        agents.addAgent(form.get("name"), SECRET);
        exchange.getResponseHeaders().add("Location", url() + "computer/");
        send(exchange, 302, "");
    }

    private JsonObject state(String node) {
        boolean offline = agents.session(node).isEmpty();
        return new JsonObject()
                .put("displayName", node)
                .put("offline", offline)
                .put("idle", true)
                .put("executors", new JsonArray().add(new JsonObject().putNull("currentExecutable")));
    }

    private static boolean isLoggedIn(HttpExchange exchange) {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** A connection belongs to the conformance controller where its first request is an agent's upgrade. */
    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket client = front.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException e) {
                // Closed: the fixture ends.
                return;
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream(), HEAD_START)) {
            in.mark(HEAD_START);
            String begin = new String(in.readNBytes("GET /wsagents".length()), StandardCharsets.US_ASCII);
            in.reset();
            int port = begin.equals("GET /wsagents")
                    ? agents.url().getPort()
                    : pages.getAddress().getPort();
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Thread back = Thread.ofVirtual().start(() -> copy(target, client));
                in.transferTo(target.getOutputStream());
                target.shutdownOutput();
                back.join();
            }
        } catch (IOException e) {
            // Either side hung up: so does the other, by the end of this block.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // As above.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        pages.stop(0);
        agents.close();
    }
}
