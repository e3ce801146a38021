package io.remotingkafka.broker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.queue.PushAuthenticity.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PushAuthenticityTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_521_600);
    private static final String STAMP = "1795521600";

    private final PushAuthenticity authenticity = new PushAuthenticity("s3cret");

    @Test
    void takesAPushOnce() {
        // Given
        String signature = authenticity.sign(STAMP, "{}");

        // Then
        assertThat(authenticity.judge(STAMP, signature, "{}", NOW)).isEqualTo(Verdict.AUTHENTIC);
        assertThat(authenticity.judge(STAMP, signature, "{}", NOW.plusSeconds(1)))
                .isEqualTo(Verdict.SEEN_BEFORE);
    }

    @Test
    void signsAsAnybodyElseDoes() {
        // printf '1795521600.{}' | openssl dgst -sha256 -hmac s3cret
        assertThat(authenticity.sign(STAMP, "{}"))
                .isEqualTo("9a8115f9d5029256f88dac05040d70c21778989996ddad6f3f49fedb078c3d4f");
    }

    @Test
    void refusesAnotherBodyTimeOrSecret() {
        // Given
        String signature = authenticity.sign(STAMP, "{}");

        // Then
        assertThat(authenticity.judge(STAMP, signature, "{ }", NOW)).isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(authenticity.judge("1795521601", signature, "{}", NOW)).isEqualTo(Verdict.WRONG_SIGNATURE);
        assertThat(new PushAuthenticity("other").judge(STAMP, signature, "{}", NOW))
                .isEqualTo(Verdict.WRONG_SIGNATURE);
    }

    @Test
    void refusesOldPushesAndThoseOfTheFuture() {
        // Given
        String signature = authenticity.sign(STAMP, "{}");

        // Then
        assertThat(authenticity.judge(STAMP, signature, "{}", NOW.plusSeconds(121)))
                .isEqualTo(Verdict.OUT_OF_TIME);
        assertThat(authenticity.judge(STAMP, signature, "{}", NOW.minusSeconds(121)))
                .isEqualTo(Verdict.OUT_OF_TIME);
    }
}
