package io.remotingkafka.provisioner.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.provisioner.proof.NotProvedException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaFailuresTest {
    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(new SslAuthenticationException("handshake failed"), "kafka-untrusted"),
                Arguments.of(new SaslAuthenticationException("wrong password"), "kafka-login-refused"),
                Arguments.of(new TopicAuthorizationException("not allowed"), "kafka-forbidden"),
                Arguments.of(new TimeoutException("no node"), "kafka-unreachable"),
                Arguments.of(new UnsupportedVersionException("not in this version"), "kafka-too-old"),
                Arguments.of(new IllegalStateException("odd"), "not-proved"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void eachAnswerHasItsReason(Exception answer, String code) {
        NotProvedException e =
                new NotProvedException("making a topic", answer.getMessage(), new ExecutionException(answer));

        assertThat(KafkaFailures.of("kafka:9092", e).reason().code()).isEqualTo(code);
        assertThat(KafkaFailures.of("kafka:9092", e).reason().message()).contains(answer.getMessage());
    }

    @Test
    void noAnswerAtAllIsOneToo() {
        NotProvedException e = new NotProvedException(
                "reaching kafka:9092", "no answer within 20 s", new java.util.concurrent.TimeoutException());

        assertThat(KafkaFailures.of("kafka:9092", e).reason().message())
                .isEqualTo("No answer when reaching kafka:9092: no answer within 20 s");
    }

    @Test
    void whatIsWrappedOnTheWayCounts() {
        NotProvedException inner = new NotProvedException(
                "reaching", "refused", new ExecutionException(new SaslAuthenticationException("wrong")));
        NotProvedException outer = new NotProvedException("logging in", "refused", inner);

        assertThat(KafkaFailures.of("kafka:9092", outer)).isInstanceOf(Failure.KafkaLoginRefused.class);
    }
}
