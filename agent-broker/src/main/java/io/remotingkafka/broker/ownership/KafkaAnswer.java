package io.remotingkafka.broker.ownership;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What Kafka's admin client answers, with Kafka's own error where it fails: the client wraps some of them, and some not. */
final class KafkaAnswer {
    private KafkaAnswer() {}

    static <T> Future<T> of(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage)
                .recover(e -> Future.failedFuture(
                        e instanceof CompletionException && e.getCause() != null ? e.getCause() : e));
    }
}
