package io.remotingkafka.provisioner.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.SpecJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a {@code KafkaCluster} resource's status says: the phase, where clients connect, and one condition, {@code Ready}.
 *
 * @param observedGeneration the generation of the specification that it is about
 */
@RegisterForReflection(registerFullHierarchy = true)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ResourceStatus(
        long observedGeneration,
        Optional<String> phase,
        Optional<String> bootstrapServers,
        Optional<String> externalBootstrapServers,
        Optional<String> bindingSecret,
        List<Condition> conditions) {
    private static final String READY = "Ready";

    /**
     * A condition as Kubernetes has them.
     *
     * @param lastTransitionTime when {@code status} changed last
     */
    record Condition(
            String type,
            String status,
            String reason,
            String message,
            Instant lastTransitionTime,
            long observedGeneration) {
        private Condition since(Instant time) {
            return new Condition(type, status, reason, message, time, observedGeneration);
        }
    }

    /** Of a cluster that is there. */
    static ResourceStatus of(KafkaClusterResource resource, ClusterStatus there, Optional<String> step, Instant now) {
        Optional<Access> access = there.access();
        return new ResourceStatus(
                resource.generation(),
                Optional.of(camel(there.phase().name())),
                access.map(Access::internal),
                access.flatMap(Access::external),
                access.map(Access::bindingSecret),
                List.of(condition(resource, there, step, now)));
    }

    /** Of a resource whose Kafka is not there, or not any more. */
    static ResourceStatus none(KafkaClusterResource resource, Phase phase, Optional<String> step, Instant now) {
        String word = camel(phase.name());
        return new ResourceStatus(
                resource.generation(),
                Optional.of(word),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(notReady(resource, word, step.orElse(word), now)));
    }

    /** The same cluster, but for a reason why what is wanted now cannot be had. */
    static ResourceStatus refused(
            KafkaClusterResource resource, Optional<ClusterStatus> there, Reason reason, Instant now) {
        Optional<Access> access = there.flatMap(ClusterStatus::access);
        return new ResourceStatus(
                resource.generation(),
                Optional.of(camel(Phase.FAILED.name())),
                access.map(Access::internal),
                access.flatMap(Access::external),
                access.map(Access::bindingSecret),
                List.of(notReady(resource, camel(reason.code()), told(reason), now)));
    }

    /** As a resource has it; empty where it has none that we wrote. */
    static Optional<ResourceStatus> read(GenericKubernetesResource resource) {
        Object status = resource.getAdditionalProperties().get("status");
        if (!(status instanceof Map<?, ?> fields) || !fields.containsKey("observedGeneration")) {
            return Optional.empty();
        }
        return Optional.of(SpecJson.mapper().convertValue(fields, ResourceStatus.class));
    }

    /** This one, with the time of the condition's last change from the one before it. */
    ResourceStatus after(Optional<ResourceStatus> before) {
        Optional<Condition> old = before.flatMap(status -> status.conditions.stream()
                .filter(each -> READY.equals(each.type))
                .findFirst());
        return new ResourceStatus(
                observedGeneration,
                phase,
                bootstrapServers,
                externalBootstrapServers,
                bindingSecret,
                conditions.stream()
                        .map(each -> old.filter(was -> was.status.equals(each.status))
                                .map(was -> each.since(was.lastTransitionTime))
                                .orElse(each))
                        .toList());
    }

    private static Condition condition(
            KafkaClusterResource resource, ClusterStatus there, Optional<String> step, Instant now) {
        return switch (there.phase()) {
            case READY ->
                new Condition(
                        READY,
                        "True",
                        "Proved",
                        "Records were sent and read through each listener",
                        second(now),
                        resource.generation());
            case APPLYING -> notReady(resource, "Applying", step.orElse("Being made or changed"), now);
            case REMOVING -> notReady(resource, "Removing", step.orElse("Being taken away"), now);
            case FAILED -> {
                Reason reason = there.reason().orElse(new Reason("unexpected", "It failed", "Look at the log"));
                yield notReady(resource, camel(reason.code()), told(reason), now);
            }
        };
    }

    private static Condition notReady(KafkaClusterResource resource, String reason, String message, Instant now) {
        return new Condition(READY, "False", reason, message, second(now), resource.generation());
    }

    private static String told(Reason reason) {
        return reason.message() + (reason.message().endsWith(".") ? " " : ". ") + reason.remedy();
    }

    /** Kubernetes keeps whole seconds. */
    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@code quota-exceeded} and {@code QUOTA_EXCEEDED} become {@code QuotaExceeded}, as conditions have their reasons. */
    static String camel(String code) {
        return Arrays.stream(code.split("[-_]", -1))
                .map(word -> word.isEmpty()
                        ? word
                        : word.substring(0, 1).toUpperCase(Locale.ROOT)
                                + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
