package io.remotingkafka.broker.jenkins;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Has exchanges begun on an event loop. Begun on a thread of another kind, the answer's first bytes may come before that
 * thread has said who is to have them, and are lost.
 */
final class OnLoop {
    private final Vertx vertx;

    OnLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    /** On the caller's own loop if it is on one, and at once then. */
    <T> Future<T> begin(Supplier<Future<T>> exchange) {
        if (Context.isOnEventLoopThread()) {
            return exchange.get();
        }
        Promise<T> done = Promise.promise();
        vertx.getOrCreateContext().runOnContext(now -> exchange.get().onComplete(done));
        return done.future();
    }
}
