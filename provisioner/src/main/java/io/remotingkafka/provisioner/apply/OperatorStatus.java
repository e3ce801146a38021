package io.remotingkafka.provisioner.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;

/**
 * What the Strimzi operator says about one of its resources. It writes one of the conditions {@code Ready} and
 * {@code NotReady}, the latter with reason {@code Creating} while it is at work (Strimzi's documentation, "Checking the
 * status of a custom resource"). Pure.
 */
sealed interface OperatorStatus {
    ObjectMapper JSON = new ObjectMapper();

    /** Nothing about this generation of it so far. */
    record Unseen() implements OperatorStatus {}

    /** It is at work. */
    record Working(String says) implements OperatorStatus {}

    /** It cannot do what is asked for. */
    record Refused(String reason, String says) implements OperatorStatus {}

    /** It is done; with the whole status. */
    record Ready(JsonNode status) implements OperatorStatus {}

    static OperatorStatus of(GenericKubernetesResource resource) {
        JsonNode status = JSON.valueToTree(resource.getAdditionalProperties()).path("status");
        Optional<JsonNode> refusal = condition(status, "NotReady");
        if (refusal.isPresent()) {
            String reason = refusal.get().path("reason").asText("unknown");
            String says = refusal.get().path("message").asText(reason);
            return reason.equals("Creating") ? new Working(says) : new Refused(reason, says);
        }
        boolean seen = status.path("observedGeneration").asLong()
                >= resource.getMetadata().getGeneration();
        return seen && condition(status, "Ready").isPresent() ? new Ready(status) : new Unseen();
    }

    private static Optional<JsonNode> condition(JsonNode status, String type) {
        for (JsonNode condition : status.path("conditions")) {
            if (type.equals(condition.path("type").asText())
                    && "True".equals(condition.path("status").asText())) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }
}
