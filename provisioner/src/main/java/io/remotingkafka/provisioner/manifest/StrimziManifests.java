package io.remotingkafka.provisioner.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the Strimzi operator is asked for: pure. Fields are those of API version {@code kafka.strimzi.io/v1}, which
 * Strimzi has since 0.49 (Strimzi's CHANGELOG).
 */
public final class StrimziManifests {
    /** The API that the operator has to bring. */
    public static final String API = "kafka.strimzi.io/v1";

    /** The label by which the operator tells whose a resource is; its pods and volumes carry it too. */
    public static final String CLUSTER = "strimzi.io/cluster";

    /** The listener of clients within Kubernetes. */
    public static final String CLIENTS = "clients";

    /** The listener of clients from outside. */
    public static final String EXTERNAL = "external";

    private final KubernetesSerialization serialization;

    /** With what turns trees into objects. */
    public StrimziManifests(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    /** All resources, in the order in which they are applied. */
    public List<HasMetadata> all(ObjectNames names, KafkaClusterSpec spec) {
        Map<String, Object> values = values(names, spec);
        List<HasMetadata> all = new ArrayList<>();
        all.add(object(Template.object("strimzi-node-pool.yaml", values), names));
        all.add(object(kafka(spec, values), names));
        if (secured(spec)) {
            all.add(object(Template.object("strimzi-user.yaml", values), names));
        }
        return all;
    }

    private static ObjectNode kafka(KafkaClusterSpec spec, Map<String, Object> values) {
        ObjectNode kafka = Template.object("strimzi-kafka.yaml", values);
        if (spec.listeners().external().isEmpty()) {
            ((ArrayNode) kafka.at("/spec/kafka/listeners")).remove(1);
        }
        if (!secured(spec)) {
            // There are no users, so nobody to keep them.
            ((ObjectNode) kafka.get("spec")).remove("entityOperator");
        }
        return kafka;
    }

    private HasMetadata object(ObjectNode tree, ObjectNames names) {
        ObjectNode labels = ((ObjectNode) tree.get("metadata")).withObject("/labels");
        new TreeMap<>(names.labels()).forEach(labels::put);
        return serialization.unmarshal(tree.toString());
    }

    private static Map<String, Object> values(ObjectNames names, KafkaClusterSpec spec) {
        boolean ephemeral = spec.storage().ephemeral();
        Map<String, Object> values = new HashMap<>();
        values.put("kafka", names.kafka());
        values.put("pool", names.nodePool());
        values.put("user", names.user());
        values.put("kafka.image", spec.image());
        values.put("kafka.nodes", spec.profile().nodes());
        values.put("kafka.minInSync", spec.profile().minInSyncReplicas());
        values.put("kafka.cpu", spec.resources().cpu());
        values.put("kafka.memory", spec.resources().memory());
        values.put("kafka.heap", spec.resources().heap());
        values.put("kafka.authorization", onlyIf(secured(spec), Map.of("type", "simple")));
        values.put("clients.tls", secured(spec));
        values.put("clients.authentication", onlyIf(secured(spec), Map.of("type", "scram-sha-512")));
        values.put("external.type", spec.listeners().external().map(StrimziManifests::type));
        values.put(
                "external.configuration",
                spec.listeners()
                        .external()
                        .map(external -> configuration(external, spec.profile().nodes()))
                        .filter(configuration -> !configuration.isEmpty()));
        values.put("storage.type", ephemeral ? "ephemeral" : "persistent-claim");
        values.put("storage.size", onlyIf(!ephemeral, spec.storage().size()));
        values.put(
                "storage.class", ephemeral ? Optional.empty() : spec.storage().storageClass());
        return values;
    }

    private static String type(Listeners.External external) {
        return external.type() == Listeners.ExternalType.NODE_PORT ? "nodeport" : "loadbalancer";
    }

    /** Ports and names that were asked for; nodes of the only pool are numbered from 0. */
    private static Map<String, Object> configuration(Listeners.External external, int nodes) {
        if (external.nodePort().isEmpty() && external.address().isEmpty()) {
            return Map.of();
        }
        List<Map<String, Object>> brokers = new ArrayList<>();
        for (int broker = 0; broker < nodes; broker++) {
            Map<String, Object> each = new TreeMap<>();
            each.put("broker", broker);
            int number = broker;
            external.nodePort().ifPresent(port -> each.put("nodePort", port + number));
            external.address().ifPresent(address -> each.put("advertisedHost", address));
            brokers.add(each);
        }
        Map<String, Object> configuration = new TreeMap<>();
        configuration.put("brokers", brokers);
        external.address()
                .ifPresent(address -> configuration.put("bootstrap", Map.of("alternativeNames", List.of(address))));
        return configuration;
    }

    private static boolean secured(KafkaClusterSpec spec) {
        return spec.security() == ClientSecurity.SCRAM_TLS;
    }

    private static <T> Optional<T> onlyIf(boolean condition, T value) {
        return condition ? Optional.of(value) : Optional.empty();
    }
}
