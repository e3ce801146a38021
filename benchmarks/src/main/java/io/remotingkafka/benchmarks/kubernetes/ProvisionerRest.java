package io.remotingkafka.benchmarks.kubernetes;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** The provisioner's REST API, for one connection. */
final class ProvisionerRest {
    private static final String CONNECTION = "measured";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String login;

    ProvisionerRest(URI url, String password) {
        this.url = url;
        this.login =
                "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Enters the connection. */
    void connect(JsonObject connection) {
        send("PUT", "", connection.encode());
    }

    /** Applies a cluster and follows it until it is proved. */
    void apply(String cluster, String spec) {
        send("PUT", "/clusters/" + cluster, spec);
        end(cluster, "Ready");
    }

    /** Takes a cluster and its volumes away, and follows that. */
    void undo(String cluster) {
        send("DELETE", "/clusters/" + cluster + "?volumes=delete", "");
        end(cluster, "Removed");
    }

    private void end(String cluster, String expected) {
        HttpRequest request = request("/clusters/" + cluster + "/progress")
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
            String last = lines.filter(line -> line.startsWith("data:"))
                    .reduce("", (before, line) -> line.substring("data:".length()));
            if (!expected.equals(new JsonObject(last).getString("event"))) {
                throw new IllegalStateException("Not " + expected + ", but " + last);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The provisioner does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private void send(String method, String path, String body) {
        HttpRequest request = request(path)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + " was answered with " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The provisioner does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve("/api/v1/connections/" + CONNECTION + path))
                .header("Authorization", login);
    }
}
