package io.remotingkafka.testbed.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Plays queue and nodes of a Jenkins over its REST API, as {@code hudson.model.Queue}, {@code ComputerSet} and
 * {@code Computer} of Jenkins 2.5xx write them: for a queue as long as wanted, and for answers that a real controller gives
 * only when something is wrong. No build runs, and no agent connects.
 */
public final class SimulatedJenkins implements AutoCloseable {
    /** What the queue answers. */
    public enum QueueAnswer {
        /** All items. */
        WHOLE,
        /** The first half of the text. */
        HALF,
        /** Status 503, as a controller that is starting gives. */
        STARTING
    }

    private record Reply(int status, String body) {
        static final Reply NOT_FOUND = new Reply(404, "<html>Not Found</html>");
        static final Reply FOUND = new Reply(302, "");
    }

    private final HttpServer server;
    private final SimulatedQueue queue = new SimulatedQueue();
    private final SimulatedNodes nodes = new SimulatedNodes();
    private volatile QueueAnswer queueAnswer = QueueAnswer.WHOLE;
    private volatile BiConsumer<String, String> onRequest = (method, path) -> {};

    private SimulatedJenkins(HttpServer server) {
        this.server = server;
    }

    /** On a free port of loopback. */
    public static SimulatedJenkins start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SimulatedJenkins jenkins = new SimulatedJenkins(server);
            server.createContext("/", jenkins::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return jenkins;
        } catch (IOException e) {
            throw new UncheckedIOException("No port", e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** What builds wait. */
    public SimulatedQueue queue() {
        return queue;
    }

    /** What nodes there are. */
    public SimulatedNodes nodes() {
        return nodes;
    }

    /** From now on the queue answers so. */
    public void answerQueue(QueueAnswer answer) {
        queueAnswer = answer;
    }

    /** Hears of each request, by method and path, before it is answered. */
    public void onRequest(BiConsumer<String, String> listener) {
        onRequest = listener;
    }

    private void answer(HttpExchange exchange) throws IOException {
        onRequest.accept(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        Reply reply = exchange.getRequestMethod().equals("POST") ? post(path, fields(form)) : get(path);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Jenkins", "2.579");
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Reply get(List<String> path) {
        if (path.equals(List.of("queue", "api", "json"))) {
            return queueReply();
        }
        if (path.equals(List.of("computer", "api", "json"))) {
            return new Reply(200, new JsonObject().put("computer", nodes.json()).encode());
        }
        if (path.size() > 1 && path.getFirst().equals("computer")) {
            return nodes.find(path.get(1)).map(node -> node(path, node)).orElse(Reply.NOT_FOUND);
        }
        // The rest is there, such as the page that health is asked of.
        return new Reply(200, "{}");
    }

    private static Reply node(List<String> path, JsonObject node) {
        return path.getLast().equals("jenkins-agent.jnlp")
                ? new Reply(
                        200,
                        "<jnlp><application-desc><argument>%064x</argument></application-desc></jnlp>"
                                .formatted(path.get(1).hashCode() & 0xffffffffL))
                : new Reply(200, node.encode());
    }

    private Reply queueReply() {
        String whole = new JsonObject().put("items", queue.json()).encode();
        return switch (queueAnswer) {
            case WHOLE -> new Reply(200, whole);
            case HALF -> new Reply(200, whole.substring(0, whole.length() / 2));
            case STARTING -> new Reply(503, "<html>Please wait while Jenkins is getting ready to work</html>");
        };
    }

    private Reply post(List<String> path, Map<String, String> form) {
        if (path.equals(List.of("computer", "doCreateItem"))) {
            return nodes.add(new JsonObject(form.get("json")))
                    ? Reply.FOUND
                    : new Reply(400, "Agent called ‘" + form.get("name") + "’ already exists");
        }
        if (path.size() != 3 || nodes.find(path.get(1)).isEmpty()) {
            return Reply.NOT_FOUND;
        }
        switch (path.getLast()) {
            case "changeOfflineCause" -> nodes.close(path.get(1), form.get("offlineMessage"));
            case "doDelete" -> nodes.remove(path.get(1));
            default -> {
                return Reply.NOT_FOUND;
            }
        }
        return Reply.FOUND;
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
