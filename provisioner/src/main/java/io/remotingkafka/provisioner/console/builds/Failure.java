package io.remotingkafka.provisioner.console.builds;

import io.remotingkafka.protocol.event.ProvisioningFailure;

/**
 * Why an agent did not come, or went too early.
 *
 * @param kind as in events and metrics
 * @param again whether and when it is tried again, in words
 * @param message what was attempted and what came back; the middle of a long one is left out
 */
public record Failure(String kind, String again, String message) {
    static Failure of(ProvisioningFailure failure) {
        String again =
                switch (failure.remedy()) {
                    case RETRYABLE -> "Tried again by itself, later each time, at most 5 minutes later.";
                    case USER ->
                        "Tried again by itself every 5 minutes; it comes again until somebody mends the cause.";
                    case PERMANENT -> "Not tried again before the pool is changed.";
                };
        return new Failure(failure.kind(), again, Texts.cut(failure.message()));
    }
}
