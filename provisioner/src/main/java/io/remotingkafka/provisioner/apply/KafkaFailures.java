package io.remotingkafka.provisioner.apply;

import io.remotingkafka.provisioner.proof.NotProvedException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What an answer, or none, of a Kafka that others made means. Pure. */
final class KafkaFailures {
    private KafkaFailures() {}

    static Failure of(String bootstrap, NotProvedException e) {
        return switch (answer(e)) {
            case SslAuthenticationException untrusted -> new Failure.KafkaUntrusted(bootstrap, untrusted.getMessage());
            case AuthenticationException refused -> new Failure.KafkaLoginRefused(bootstrap, refused.getMessage());
            case AuthorizationException refused -> new Failure.KafkaForbidden(e.attempted(), refused.getMessage());
            case UnsupportedVersionException old -> new Failure.KafkaTooOld(e.attempted(), old.getMessage());
            case TimeoutException late -> new Failure.KafkaUnreachable(e.attempted(), late.getMessage());
            case java.util.concurrent.TimeoutException unused ->
                new Failure.KafkaUnreachable(e.attempted(), e.getMessage());
            default -> new Failure.NotProved(e.attempted(), e.getMessage());
        };
    }

    private static Throwable answer(Throwable e) {
        Throwable answer = e.getCause() == null ? e : e.getCause();
        while (answer instanceof ExecutionException && answer.getCause() != null) {
            answer = answer.getCause();
        }
        return answer instanceof NotProvedException wrapped && wrapped.getCause() != null ? answer(wrapped) : answer;
    }
}
