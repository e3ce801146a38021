package io.remotingkafka.tunnel.kafka;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jboss.logging.Logger;

/**
 * Asks Kafka every few seconds whether it is there: one small request for the whole process, so that a silent peer can
 * be told from a Kafka that is out of reach. The clients themselves do not tell: they retry in silence.
 */
public final class KafkaProbe implements AutoCloseable {
    /** How often Kafka is asked. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(KafkaProbe.class);
    private static final DescribeClusterOptions OPTIONS = new DescribeClusterOptions().timeoutMs(4_000);

    private final Admin admin;
    private final Vertx vertx;
    private final Clock clock;
    private final BiConsumer<KafkaStatus, KafkaStatus> onChange;
    private final long timer;
    private volatile KafkaStatus status;
    private volatile boolean asking;
    private volatile Instant lastAnswer;

    /**
     * Begins to ask.
     *
     * @param onChange told the status before and after, on the admin client's thread
     */
    public KafkaProbe(Admin admin, Vertx vertx, Clock clock, BiConsumer<KafkaStatus, KafkaStatus> onChange) {
        this.admin = admin;
        this.vertx = vertx;
        this.clock = clock;
        this.onChange = onChange;
        this.lastAnswer = clock.instant();
        this.status = new KafkaStatus.Unreachable(lastAnswer, "no answer yet");
        this.timer = vertx.setPeriodic(1, PERIOD.toMillis(), id -> ask());
    }

    /** The latest answer. */
    public KafkaStatus status() {
        return status;
    }

    // whenComplete returns the same future again; its outcome is looked at here.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        admin.describeCluster(OPTIONS).clusterId().whenComplete((id, failure) -> {
            asking = false;
            if (failure == null) {
                lastAnswer = clock.instant();
                answered();
            } else {
                failed(failure);
            }
        });
    }

    private void answered() {
        if (status instanceof KafkaStatus.Unreachable before) {
            change(before, new KafkaStatus.Reachable(lastAnswer));
            LOG.infof(
                    "Kafka reached after %d s",
                    Duration.between(before.since(), lastAnswer).toSeconds());
        }
    }

    private void failed(Throwable failure) {
        String reason = explain(failure);
        if (status instanceof KafkaStatus.Reachable before) {
            LOG.warnf("Kafka out of reach: %s", reason);
            change(before, new KafkaStatus.Unreachable(lastAnswer, reason));
        } else if (status instanceof KafkaStatus.Unreachable before) {
            status = new KafkaStatus.Unreachable(before.since(), reason);
        }
    }

    private static String explain(Throwable failure) {
        return failure instanceof AuthenticationException
                ? "Kafka refuses the credentials (kafka.sasl.*, kafka.ssl.*): " + failure.getMessage()
                : "no answer from kafka.bootstrap.servers: " + failure.getMessage();
    }

    private void change(KafkaStatus before, KafkaStatus after) {
        status = after;
        onChange.accept(before, after);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
