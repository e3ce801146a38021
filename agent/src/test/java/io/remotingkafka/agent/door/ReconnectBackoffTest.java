package io.remotingkafka.agent.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectBackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ReconnectBackoff backoff = new ReconnectBackoff();

    @Test
    void theFirstConnectionsWaitForNothing() {
        assertThat(backoff.remaining(NOW)).isEmpty();
        for (int i = 0; i < 3; i++) {
            backoff.ended(SHORT, NOW);
            assertThat(backoff.remaining(NOW)).isEmpty();
        }
    }

    @Test
    void shortOnesInARowWaitLongerAndLongerUpToAMinute() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            backoff.ended(SHORT, NOW);
            backoff.remaining(NOW).ifPresent(wait -> waits.add(wait.toSeconds()));
        }

        assertThat(waits.subList(0, 7)).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(waits).hasSize(97).last().isEqualTo(60L);
    }

    @Test
    void theWaitPasses() {
        for (int i = 0; i < 5; i++) {
            backoff.ended(SHORT, NOW);
        }

        assertThat(backoff.remaining(NOW.plusSeconds(1))).hasValue(Duration.ofSeconds(3));
        assertThat(backoff.remaining(NOW.plusSeconds(4))).isEmpty();
    }

    @Test
    void aLongOneIsForgivenAll() {
        for (int i = 0; i < 9; i++) {
            backoff.ended(SHORT, NOW);
        }
        Instant later = NOW.plusSeconds(70);

        backoff.ended(Duration.ofSeconds(10), later);

        assertThat(backoff.remaining(later)).isEmpty();
        backoff.ended(SHORT, later);
        assertThat(backoff.remaining(later)).isEmpty();
    }
}
