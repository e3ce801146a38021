package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The limits of a session.
 *
 * @param window bytes that may be on their way in one direction, unread by the socket behind; at least 64 KiB
 * @param heartbeat how often the broker's side pings, if its last ping was answered
 * @param openLimit how long an {@code Open} waits for its answer
 * @param outageLimit how long Kafka may be out of reach before the session is closed
 * @param silenceLimit how long the other side may be silent, while Kafka is in reach, before the session is closed
 */
public record SessionSettings(
        int window, Duration heartbeat, Duration openLimit, Duration outageLimit, Duration silenceLimit) {
    /** The smallest window, in bytes. */
    public static final int MIN_WINDOW = 64 * 1024;

    /**
     * As documented: 4 MiB, 3 s, 30 s, 230 s, 230 s. The last two are shorter than the 240 s that agent.jar and the
     * controller wait for an answer to remoting's ping, and than the time after which Kafka's producer gives a record up.
     */
    public static final SessionSettings DEFAULT = new SessionSettings(
            4 * 1024 * 1024,
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(230),
            Duration.ofSeconds(230));

    /**
     * @throws IllegalArgumentException if the window is too small
     */
    public SessionSettings {
        if (window < MIN_WINDOW) {
            throw new IllegalArgumentException(
                    "A session's window has at least " + MIN_WINDOW + " bytes, not " + window);
        }
    }

    /** The end of a session that has come to one of its limits, while it waits to be opened or is open. */
    Optional<SessionEnd> limitReached(boolean opening, Instant lastHeard, Instant now, KafkaStatus kafka) {
        return switch (kafka) {
            case KafkaStatus.Unreachable(Instant since, String reason) ->
                isBeyond(outageLimit, since, now)
                        ? Optional.of(new SessionEnd(
                                CloseCode.KAFKA_OUTAGE,
                                "Kafka out of reach for more than " + outageLimit.toSeconds() + " s: " + reason,
                                false))
                        : Optional.empty();
            case KafkaStatus.Reachable(Instant since) -> {
                // Silence in an outage is Kafka's, not the other side's.
                Instant from = since.isAfter(lastHeard) ? since : lastHeard;
                Duration limit = opening ? openLimit : silenceLimit;
                yield isBeyond(limit, from, now)
                        ? Optional.of(new SessionEnd(
                                opening ? CloseCode.ABANDONED : CloseCode.SILENT,
                                "nothing heard from the other side for " + limit.toSeconds() + " s",
                                false))
                        : Optional.empty();
            }
        };
    }

    static boolean isBeyond(Duration limit, Instant since, Instant now) {
        return Duration.between(since, now).compareTo(limit) > 0;
    }
}
