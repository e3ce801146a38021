package io.remotingkafka.broker.launch.pod;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.ProvisioningFailure.AdmissionDenied;
import io.remotingkafka.protocol.event.ProvisioningFailure.PlatformUnavailable;
import io.remotingkafka.protocol.event.ProvisioningFailure.QuotaExceeded;
import java.util.Optional;

/** Why the API server did not take a pod. Its words are the only way to tell one refusal from another. */
final class PodRefusal {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;

    private PodRefusal() {}

    static ProvisioningFailure of(KubernetesClientException refusal) {
        String message = Optional.ofNullable(refusal.getStatus())
                .map(status -> status.getMessage())
                .orElse(String.valueOf(refusal.getMessage()));
        String text = "the pod is not taken: " + message;
        return switch (refusal.getCode()) {
            case FORBIDDEN -> forbidden(message, text);
            case BAD_REQUEST, UNPROCESSABLE -> new AdmissionDenied(text);
            default -> new PlatformUnavailable(text);
        };
    }

    private static ProvisioningFailure forbidden(String message, String text) {
        if (message.contains("exceeded quota")) {
            return new QuotaExceeded(text);
        }
        // Rights can be given without a change of the pool, so that is tried again.
        return message.contains(" cannot create resource ")
                        || message.contains("is being terminated")
                        || message.contains("not found")
                ? new PlatformUnavailable(text)
                : new AdmissionDenied(text);
    }
}
