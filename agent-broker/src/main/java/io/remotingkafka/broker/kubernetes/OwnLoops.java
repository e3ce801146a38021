package io.remotingkafka.broker.kubernetes;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * HTTP for the Kubernetes client on event loops of its own: listings of pods are parsed on them, and sessions would wait for that.
 * fabric8's own factory does the same, but Quarkus leaves it out of native executables.
 */
public final class OwnLoops implements HttpClient.Factory, AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));

    @Override
    public HttpClient.Builder newBuilder() {
        return new VertxHttpClientBuilder<>(this, vertx);
    }

    @Override
    public void close() {
        var unused = vertx.close();
    }
}
