package io.remotingkafka.e2e.kubernetes;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;

/**
 * Stands in front of an API server as companies' proxies do: takes a user and a password, and asks the server as somebody
 * whom it knows. Connections that are upgraded do not pass through it.
 */
final class AuthenticatingProxy implements AutoCloseable {
    private static final Set<String> ITS_OWN = Set.of("authorization", "host");

    private final Vertx vertx = Vertx.vertx();
    private final URI api;
    private final String login;
    private final HttpClient client;
    private final HttpServer server;
    private final String certificate;

    AuthenticatingProxy(TestNamespace namespace, String user, String password, Path directory) {
        api = URI.create(namespace.server());
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(namespace.caCertificate())))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(namespace.adminCertificate()))
                        .addKeyValue(Buffer.buffer(namespace.adminKey()))));
        ServerCertificate own = ServerCertificate.of(directory, "IP:127.0.0.1");
        certificate = own.pem();
        server = await(vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setValue(Buffer.buffer(Base64.getDecoder().decode(own.keyStore())))
                                .setPassword(ServerCertificate.PASSWORD)))
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1"));
    }

    /** Where it is. */
    String url() {
        return "https://127.0.0.1:" + server.actualPort() + "/";
    }

    /** What its clients have to trust. */
    String certificate() {
        return certificate;
    }

    private void handle(HttpServerRequest request) {
        if (!login.equals(request.getHeader("Authorization"))) {
            request.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Basic realm=\"kubernetes\"")
                    .end();
            return;
        }
        request.pause();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(api.getHost())
                .setPort(api.getPort())
                .setURI(request.uri());
        request.headers().entries().stream()
                .filter(header -> !ITS_OWN.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
                .forEach(header -> options.addHeader(header.getKey(), header.getValue()));
        client.request(options)
                .compose(asked -> pass(request, asked))
                .onFailure(e -> request.response().setStatusCode(502).end(String.valueOf(e.getMessage())));
    }

    private static Future<Void> pass(HttpServerRequest request, HttpClientRequest asked) {
        return asked.send(request).compose(answer -> {
            request.response().setStatusCode(answer.statusCode()).headers().addAll(answer.headers());
            return answer.pipeTo(request.response());
        });
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
