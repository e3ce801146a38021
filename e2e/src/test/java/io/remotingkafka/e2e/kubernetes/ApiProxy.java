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
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in front of an API server: lets everything through, and on command ends watches as the API server does when it no
 * longer has what they ask for. One that authenticates stands there as companies' proxies do: it takes a user and a
 * password, and asks the server as somebody whom it knows.
 */
final class ApiProxy implements AutoCloseable {
    private static final int SWITCHING_PROTOCOLS = 101;
    /** Watches and port-forwards stay open. */
    private static final int MOST_CONNECTIONS = 200;

    private final Vertx vertx = Vertx.vertx();
    private final Set<HeldWatch> watches = ConcurrentHashMap.newKeySet();
    private final URI api;
    private final Optional<String> login;
    private final HttpClient client;
    private final HttpServer server;
    private final String certificate;

    private ApiProxy(String api, HttpClientOptions options, Optional<String> login, Path directory) {
        this.api = URI.create(api);
        this.login = login;
        client = vertx.createHttpClient(options.setSsl(true).setMaxPoolSize(MOST_CONNECTIONS));
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

    /**
     * For whoever can log in at the API server.
     *
     * @param directory for its certificate
     */
    static ApiProxy transparent(String server, String certificateAuthority, Path directory) {
        return new ApiProxy(server, trusting(certificateAuthority), Optional.empty(), directory);
    }

    /** For this user and password; it is the administrator itself. */
    static ApiProxy authenticating(TestNamespace namespace, String user, String password, Path directory) {
        HttpClientOptions options = trusting(namespace.caCertificate())
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(namespace.adminCertificate()))
                        .addKeyValue(Buffer.buffer(namespace.adminKey())));
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new ApiProxy(namespace.server(), options, Optional.of("Basic " + pair), directory);
    }

    private static HttpClientOptions trusting(String certificateAuthority) {
        return new HttpClientOptions()
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificateAuthority)));
    }

    /** Where it is. */
    String url() {
        return "https://127.0.0.1:" + server.actualPort() + "/";
    }

    /** What its clients have to trust. */
    String certificate() {
        return certificate;
    }

    /** From now on the watches that are open tell nothing. */
    void holdWatches() {
        if (watches.isEmpty()) {
            throw new IllegalStateException("No watch is open");
        }
        watches.forEach(HeldWatch::hold);
    }

    /** Ends the watches that are held: what they did not tell is gone. */
    void expireWatches() {
        watches.forEach(HeldWatch::expire);
        watches.clear();
    }

    private void handle(HttpServerRequest request) {
        if (login.isPresent() && !login.get().equals(request.getHeader("Authorization"))) {
            request.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Basic realm=\"kubernetes\"")
                    .end();
            return;
        }
        request.pause();
        boolean upgrade = request.headers().contains("Upgrade");
        client.request(asked(request))
                .compose(asked -> upgrade ? passUpgraded(request, asked) : pass(request, asked))
                .onFailure(e -> request.response().setStatusCode(502).end(String.valueOf(e.getMessage())));
    }

    private RequestOptions asked(HttpServerRequest request) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(api.getHost())
                .setPort(api.getPort())
                .setURI(request.uri());
        request.headers().entries().stream()
                .filter(header -> !ownHeader(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header -> options.addHeader(header.getKey(), header.getValue()));
        return options;
    }

    private boolean ownHeader(String name) {
        return name.equals("host") || (login.isPresent() && name.equals("authorization"));
    }

    private static Future<Void> pass(HttpServerRequest request, HttpClientRequest asked) {
        return asked.send(request).compose(answer -> {
            request.response().setStatusCode(answer.statusCode()).headers().addAll(answer.headers());
            return answer.pipeTo(request.response());
        });
    }

    /** Watches and port-forwards are WebSockets. */
    private Future<Void> passUpgraded(HttpServerRequest request, HttpClientRequest asked) {
        request.resume();
        return asked.connect().compose(answer -> {
            request.response().setStatusCode(answer.statusCode()).headers().addAll(answer.headers());
            if (answer.statusCode() != SWITCHING_PROTOCOLS) {
                return answer.pipeTo(request.response());
            }
            NetSocket from = answer.netSocket();
            from.pause();
            return request.toNetSocket().compose(to -> {
                to.pipeTo(from);
                return request.uri().contains("watch=true") ? passWatch(from, to) : from.pipeTo(to);
            });
        });
    }

    private Future<Void> passWatch(NetSocket from, NetSocket to) {
        HeldWatch watch = new HeldWatch(from, to);
        watches.add(watch);
        from.closeHandler(closed -> {
            watches.remove(watch);
            to.close();
        });
        watch.begin();
        return Future.succeededFuture();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
