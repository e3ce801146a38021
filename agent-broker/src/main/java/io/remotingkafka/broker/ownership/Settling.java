package io.remotingkafka.broker.ownership;

import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.vertx.core.Context;
import java.time.Duration;

/**
 * Whether an instance that is not in the group is gone. After Kafka was out of reach all instances have to come back, and some take
 * longer: names of pods are looked up anew only after half a minute. The coordinator forgets an instance after six seconds, and its
 * sessions, which outlive the outage, would be ended for nothing. The same holds, for a shorter time, when this instance is new.
 *
 * <p>Belongs to one event loop.
 */
final class Settling {
    private static final Duration AFTER_JOINING = Duration.ofSeconds(10);
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(45);
    /** Kafka's clients bridge what is shorter, and nobody is forgotten. */
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final Context loop;
    private final Runnable onSettled;
    /** At the start Kafka has not been reached. */
    private int doubts = 1;

    /** @param onSettled called when all doubts are over */
    Settling(Context loop, Runnable onSettled) {
        this.loop = loop;
        this.onSettled = onSettled;
    }

    boolean isSettled() {
        return doubts == 0;
    }

    /** This instance has joined the group. */
    void joined() {
        doubtFor(AFTER_JOINING);
    }

    /** Whether Kafka is in reach has changed. */
    void kafka(KafkaStatus before, KafkaStatus after) {
        switch (after) {
            case KafkaStatus.Unreachable unused -> doubts++;
            case KafkaStatus.Reachable back -> {
                Duration away = Duration.between(before.since(), back.since());
                if (away.compareTo(OUTAGE) >= 0) {
                    doubtFor(AFTER_OUTAGE);
                }
                over();
            }
        }
    }

    private void doubtFor(Duration time) {
        doubts++;
        loop.owner().setTimer(time.toMillis(), id -> loop.runOnContext(v -> over()));
    }

    private void over() {
        doubts--;
        if (doubts == 0) {
            onSettled.run();
        }
    }
}
