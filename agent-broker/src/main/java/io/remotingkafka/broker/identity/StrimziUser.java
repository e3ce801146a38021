package io.remotingkafka.broker.identity;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code KafkaUser} resource: pure. Fields are those of API version {@code kafka.strimzi.io/v1}, which Strimzi has since 0.49. */
final class StrimziUser {
    static final String API = "kafka.strimzi.io/v1";
    static final String KIND = "KafkaUser";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String MANAGER = "remoting-kafka-agent-broker";

    private StrimziUser() {}

    /** One that may do on its topics what is said, and nothing else. */
    static GenericKubernetesResource resource(String name, String kafka, Map<String, List<String>> operationsByTopic) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(API)
                .withKind(KIND)
                .withNewMetadata()
                .withName(name)
                .addToLabels("strimzi.io/cluster", kafka)
                .addToLabels(MANAGED_BY, MANAGER)
                .endMetadata()
                .addToAdditionalProperties(
                        "spec",
                        Map.of(
                                "authentication",
                                Map.of("type", "scram-sha-512"),
                                "authorization",
                                Map.of(
                                        "type",
                                        "simple",
                                        "acls",
                                        operationsByTopic.entrySet().stream()
                                                .map(StrimziUser::rule)
                                                .toList())))
                .build();
    }

    private static Map<String, Object> rule(Map.Entry<String, List<String>> topic) {
        return Map.of(
                "resource",
                Map.of("type", "topic", "name", topic.getKey(), "patternType", "literal"),
                "operations",
                topic.getValue());
    }

    static boolean ours(GenericKubernetesResource user) {
        Map<String, String> labels = user.getMetadata().getLabels();
        return labels != null && MANAGER.equals(labels.get(MANAGED_BY));
    }

    /** The Secret with its password; empty until the operator has made the user as it is asked for now. */
    static Optional<String> secret(GenericKubernetesResource user) {
        return condition(user, "Ready").isPresent()
                ? Optional.ofNullable(user.get("status", "secret")).map(String::valueOf)
                : Optional.empty();
    }

    /** What the operator says where it cannot make the user. */
    static Optional<String> refusal(GenericKubernetesResource user) {
        return condition(user, "NotReady").map(condition -> condition.get("reason") + ": " + condition.get("message"));
    }

    private static Optional<Map<?, ?>> condition(GenericKubernetesResource user, String type) {
        Object generation = user.get("status", "observedGeneration");
        if (!(user.get("status", "conditions") instanceof List<?> conditions)
                || !(generation instanceof Number observed)
                || observed.longValue() != user.getMetadata().getGeneration()) {
            return Optional.empty();
        }
        return conditions.stream()
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(condition -> (Map<?, ?>) condition)
                .filter(condition -> type.equals(condition.get("type")) && "True".equals(condition.get("status")))
                .findFirst();
    }
}
