package io.remotingkafka.benchmarks.scaling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends what a controller sends when its queue has changed, signed. */
final class Push {
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger number = new AtomicInteger();
    private final URI url;
    private final SecretKeySpec key;

    Push(URI broker, String secret) {
        this.url = broker.resolve("/api/controllers/main/queue-events");
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** One more, and waits until it is taken. */
    void send() {
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        String body = "{\"event\":\"entered\",\"item\":" + number.incrementAndGet() + "}";
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("X-Remoting-Timestamp", timestamp)
                .header("X-Remoting-Signature", signature(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 202) {
                throw new IllegalStateException("A push was answered with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private String signature(String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }
}
