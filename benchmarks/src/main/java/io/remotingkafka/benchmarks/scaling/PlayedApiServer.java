package io.remotingkafka.benchmarks.scaling;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * Plays as much of a Kubernetes API server as making pods needs: it takes what is created, lists nothing, and tells when a
 * pod was asked for. Not more, so that nothing but the broker is measured.
 */
final class PlayedApiServer implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** When each pod was asked for, in nanoseconds as {@link System#nanoTime} counts. */
    private final BlockingQueue<Long> pods = new LinkedBlockingQueue<>();

    private volatile BiConsumer<String, String> onRequest = (method, path) -> {};

    private PlayedApiServer(HttpServer server) {
        this.server = server;
    }

    static PlayedApiServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PlayedApiServer played = new PlayedApiServer(http);
            http.createContext("/", played::answer);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.start();
            return played;
        } catch (IOException e) {
            throw new UncheckedIOException("No port", e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Hears of each request, by method and path, before it is answered. */
    void onRequest(BiConsumer<String, String> listener) {
        onRequest = listener;
    }

    BlockingQueue<Long> pods() {
        return pods;
    }

    private void answer(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        onRequest.accept(exchange.getRequestMethod(), path);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                if (path.endsWith("/pods")) {
                    pods.add(now);
                }
                JsonObject made = new JsonObject(body);
                made.getJsonObject("metadata")
                        .put("uid", UUID.randomUUID().toString())
                        .put("resourceVersion", "1");
                send(exchange, 201, made.encode());
            }
            case "GET" -> {
                if (query.contains("watch=true")) {
                    watch(exchange);
                } else if (path.endsWith("s")) {
                    send(
                            exchange,
                            200,
                            "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}");
                } else {
                    send(
                            exchange,
                            404,
                            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":404}");
                }
            }
            default -> send(exchange, 200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
        }
    }

    /** Nothing ever happens. A client that asks for a WebSocket is told to do without. */
    private void watch(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            send(exchange, 200, "{}");
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
