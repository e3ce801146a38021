package io.remotingkafka.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The provisioner as a process of its own, spoken to over REST. */
final class Provisioner implements AutoCloseable {
    /** The local user's. */
    static final String PASSWORD = "a password that tests know";

    private static final Duration OPERATION = Duration.ofMinutes(6);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path directory;
    private ServiceProcess service;

    private Provisioner(Path directory) {
        this.directory = directory;
    }

    /** An answer. */
    record Answer(int status, JsonNode body) {}

    static Provisioner start(Path directory) {
        Provisioner provisioner = new Provisioner(directory);
        provisioner.start();
        return provisioner;
    }

    /** Starts it, with the connections of before. */
    void start() {
        service = ServiceProcess.start(
                        "provisioner",
                        directory,
                        Map.of(
                                "provisioner.login.password",
                                PASSWORD,
                                "provisioner.connections.directory",
                                directory.resolve("connections").toString(),
                                "provisioner.apply.patience",
                                "20s",
                                "provisioner.apply.deadline",
                                "5m",
                                "provisioner.resources.retry",
                                "5s"))
                .awaitReady();
    }

    /** Where its console is. */
    URI url() {
        return service.url();
    }

    /** SIGKILL. */
    void kill() {
        service.kill();
    }

    /** Its log. */
    String log() {
        return service.process().log();
    }

    /** Enters a connection by bearer token. */
    Answer connect(String connection, TestNamespace namespace, String token) {
        return connect(connection, namespace, token, namespace.caCertificate());
    }

    /** The same, trusting another authority. */
    Answer connect(String connection, TestNamespace namespace, String token, String caCertificate) {
        return connect(connection, namespace, caCertificate, Map.of("kind", "BearerToken", "token", token));
    }

    /** The same with credentials of any kind. */
    Answer connect(String connection, TestNamespace namespace, Map<String, String> credentials) {
        return connect(connection, namespace, namespace.caCertificate(), credentials);
    }

    private Answer connect(
            String connection, TestNamespace namespace, String caCertificate, Map<String, String> credentials) {
        return connect(connection, namespace.server(), namespace.name(), caCertificate, credentials);
    }

    /** The same, at another address. */
    Answer connect(
            String connection, String server, String namespace, String caCertificate, Map<String, String> credentials) {
        ObjectNode entered = JSON.createObjectNode()
                .put("server", server)
                .put("caCertificate", caCertificate)
                .put("namespace", namespace);
        entered.set("credentials", JSON.valueToTree(credentials));
        return send("PUT", connection, entered.toString());
    }

    /** The checks of <i>Test connection</i>. */
    List<JsonNode> test(String connection) {
        JsonNode checks = send("POST", connection + "/test", "").body().get("checks");
        return Stream.iterate(0, i -> i < checks.size(), i -> i + 1)
                .map(checks::get)
                .toList();
    }

    Answer apply(String connection, String cluster, String spec) {
        return send("PUT", connection + "/clusters/" + cluster, spec);
    }

    Answer undo(String connection, String cluster) {
        return send("DELETE", connection + "/clusters/" + cluster + "?volumes=delete", "");
    }

    Answer status(String connection, String cluster) {
        return send("GET", connection + "/clusters/" + cluster, "");
    }

    Answer plan(String connection, String cluster, String spec) {
        return send("POST", connection + "/clusters/" + cluster + "/plan", spec);
    }

    /** Follows an operation to its end. */
    List<JsonNode> progress(String connection, String cluster) {
        HttpRequest request = request(connection + "/clusters/" + cluster + "/progress")
                .header("Accept", "text/event-stream")
                .timeout(OPERATION)
                .build();
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            return lines.filter(line -> line.startsWith("data:"))
                    .map(line -> read(line.substring("data:".length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(service.process().tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The last event of an operation. */
    JsonNode end(String connection, String cluster) {
        return progress(connection, cluster).getLast();
    }

    private Answer send(String method, String path, String body) {
        HttpRequest request = request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(service.process().tail(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String login = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(service.url().resolve("/api/v1/connections/" + path))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json");
    }

    /** JSON. */
    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
