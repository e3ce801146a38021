package io.remotingkafka.broker.jenkins;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A controller's REST API, for callers that may wait: virtual threads, never an event loop. */
final class ControllerRest {
    private static final int OK = 200;

    private final Controller controller;
    private final HttpClient http;
    private final OnLoop loop;

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {
        boolean isSuccess() {
            return status < 400;
        }

        /** In one line. */
        String brief() {
            String text =
                    body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
            return "status " + status
                    + (text.isEmpty() ? "" : " '" + text.substring(0, Math.min(200, text.length())) + "'");
        }
    }

    ControllerRest(Controller controller, HttpClient http, OnLoop loop) {
        this.controller = controller;
        this.http = http;
        this.loop = loop;
    }

    /** Whatever the answer is. */
    Answer get(String resource) throws IOException {
        return send(HttpMethod.GET, resource, Optional.empty());
    }

    /**
     * A resource as JSON.
     *
     * @param right what the user needs to be allowed to read it
     */
    JsonObject json(String resource, String right) throws IOException {
        Answer answer = get(resource);
        if (answer.status() != OK) {
            throw new IOException(refused("GET " + resource, answer, right));
        }
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException e) {
            throw new IOException(
                    "controller " + controller + " answered " + resource + " with no JSON: " + answer.brief(), e);
        }
    }

    /** Posts a form, whatever the answer is. */
    Answer post(String resource, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpMethod.POST, resource, Optional.of(body));
    }

    /** What to tell where an answer is a refusal. */
    String refused(String request, Answer answer, String right) {
        String advice = answer.status() == 401 || answer.status() == 403
                ? ": remoting.controllers." + controller.name() + ".user needs the right " + right
                : "";
        return "controller " + controller + " answered " + request + " with " + answer.brief() + advice;
    }

    private Answer send(HttpMethod method, String resource, Optional<String> form) throws IOException {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(controller.base().getHost())
                .setPort(controller.port())
                .setSsl(controller.isTls())
                .setURI(controller.path(resource))
                .setTimeout(ClientOptions.ANSWER_MILLIS)
                // The queue's reasons are texts, and only the English ones are known.
                .putHeader("Accept-Language", "en");
        controller.authorization().ifPresent(value -> options.putHeader("Authorization", value));
        form.ifPresent(body -> options.putHeader("Content-Type", "application/x-www-form-urlencoded"));
        Future<Answer> answer = loop.begin(() -> http.request(options)
                .compose(request ->
                        form.map(body -> request.send(Buffer.buffer(body))).orElseGet(request::send))
                .compose(response -> response.body()
                        .map(body -> new Answer(
                                response.statusCode(),
                                response.headers().entries().stream()
                                        .collect(Collectors.toMap(
                                                header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                                                Map.Entry::getValue,
                                                (first, second) -> first)),
                                body.toString(StandardCharsets.UTF_8)))));
        try {
            return answer.toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * ClientOptions.ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    "controller " + controller + " is not reached: "
                            + e.getCause().getMessage(),
                    e);
        } catch (TimeoutException e) {
            throw new IOException("controller " + controller + " does not answer " + resource, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A segment of a path, or a form's field. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
