package io.remotingkafka.testbed.hudson;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The REST API that Hudson and Jenkins have in common. */
public final class RestClient {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI base;
    private final Optional<String> authorization;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param base the controller's URL, with its slash at the end */
    public RestClient(URI base) {
        this(base, Optional.empty());
    }

    private RestClient(URI base, Optional<String> authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    /** The same, in a user's name. */
    public RestClient as(String user, String token) {
        String pair = user + ":" + token;
        return new RestClient(
                base,
                Optional.of("Basic "
                        + java.util.Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    /** A path of these segments, which may hold any character, with a slash at the end. */
    public static String path(String... segments) {
        return Arrays.stream(segments).map(RestClient::encode).collect(Collectors.joining("/")) + "/";
    }

    /** A resource as JSON. */
    public JsonObject json(String path) {
        return new JsonObject(text(path));
    }

    /** A resource as text. */
    public String text(String path) {
        return ok(send(path, request(path).GET(), BodyHandlers.ofString())).body();
    }

    /** Whatever the answer is. */
    public <T> HttpResponse<T> get(String path, BodyHandler<T> body) {
        return send(path, request(path).GET(), body);
    }

    /** Posts a form; the answer, which says yes. */
    public HttpResponse<String> postForm(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return post(path, "application/x-www-form-urlencoded", body);
    }

    /** Posts XML; the answer, which says yes. */
    public HttpResponse<String> postXml(String path, String xml) {
        return post(path, "application/xml; charset=utf-8", xml);
    }

    private HttpResponse<String> post(String path, String type, String body) {
        return ok(send(
                path,
                request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)),
                BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).header("Accept-Language", "en");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private <T> HttpResponse<T> send(String path, HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + base.resolve(path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + base, e);
        }
    }

    private static HttpResponse<String> ok(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new RefusedRequestException(
                    response.statusCode(), response.request().method(), response.uri(), response.body());
        }
        return response;
    }

    /** A text as a part of a URL. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
