package io.remotingkafka.provisioner.resource;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.SpecJson;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One {@code KafkaCluster} resource as it was read. Its specification is the model's own, with one field more.
 *
 * @param generation of the specification
 * @param deleting whether it was deleted and waits for us to let it go
 * @param held whether our finalizer is on it
 */
record KafkaClusterResource(
        String name, long generation, boolean deleting, boolean held, Wanted wanted, VolumeChoice volumes) {
    /** Holds a resource that was deleted, until its Kafka is gone. */
    static final String FINALIZER = "remotingkafka.io/kafka";

    /** For clients that know no class of it. */
    static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup("remotingkafka.io")
            .withVersion("v1alpha1")
            .withKind("KafkaCluster")
            .withPlural("kafkaclusters")
            .withNamespaced(true)
            .build();

    private static final String SPEC = "spec";
    private static final String VOLUMES = "volumesOnDelete";

    /** What a specification says. */
    sealed interface Wanted {
        /** A Kafka. */
        record Cluster(KafkaClusterSpec spec) implements Wanted {}

        /** Something that cannot be. */
        record Invalid(Reason reason) implements Wanted {}
    }

    static KafkaClusterResource of(GenericKubernetesResource resource) {
        ObjectMeta metadata = resource.getMetadata();
        Map<String, Object> spec = spec(resource);
        Object volumes = spec.remove(VOLUMES);
        return new KafkaClusterResource(
                metadata.getName(),
                Optional.ofNullable(metadata.getGeneration()).orElse(0L),
                metadata.getDeletionTimestamp() != null,
                metadata.getFinalizers().contains(FINALIZER),
                wanted(spec),
                "Delete".equals(volumes) ? VolumeChoice.DELETE : VolumeChoice.KEEP);
    }

    /** Whether this is what it wants. */
    boolean wants(KafkaClusterSpec spec) {
        return wanted.equals(new Wanted.Cluster(spec));
    }

    private static Map<String, Object> spec(GenericKubernetesResource resource) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (resource.getAdditionalProperties().get(SPEC) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    private static Wanted wanted(Map<String, Object> fields) {
        KafkaClusterSpec spec;
        try {
            spec = SpecJson.mapper().convertValue(fields, KafkaClusterSpec.class);
        } catch (IllegalArgumentException e) {
            return invalid("the specification cannot be read"
                    + (e.getCause() instanceof MismatchedInputException at ? " at " + path(at) : ""));
        }
        return spec.problems().isEmpty() ? new Wanted.Cluster(spec) : invalid(String.join("; ", spec.problems()));
    }

    private static Wanted invalid(String message) {
        return new Wanted.Invalid(new Reason(
                "invalid-cluster", message, "Change the fields named: \"kubectl explain kafkacluster.spec\" has all."));
    }

    private static String path(MismatchedInputException e) {
        return e.getPath().stream()
                .map(part -> String.valueOf(part.getFieldName()))
                .collect(Collectors.joining("."));
    }
}
