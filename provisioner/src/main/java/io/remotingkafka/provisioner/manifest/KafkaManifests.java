package io.remotingkafka.provisioner.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The Kubernetes objects of a cluster whose brokers are ours: pure, the same objects for the same design. */
public final class KafkaManifests {
    private final KubernetesSerialization serialization;

    /** With what turns trees into objects. */
    public KafkaManifests(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    /** The services, which may have to be there before the rest can be written: they give addresses. */
    public List<HasMetadata> services(ClusterDesign design) {
        List<HasMetadata> services = new ArrayList<>();
        Map<String, Object> values = values(design);
        if (design.spec().mode() == Mode.ZOOKEEPER) {
            services.add(typed("zookeeper-service.yaml", values, design));
            services.add(typed("zookeeper-headless-service.yaml", values, design));
        }
        services.add(typed("kafka-service.yaml", values, design));
        services.add(typed("kafka-headless-service.yaml", values, design));
        design.spec().listeners().external().ifPresent(external -> {
            for (int broker = 0; broker < design.spec().profile().nodes(); broker++) {
                services.add(externalService(design, values, external, broker));
            }
        });
        return services;
    }

    /** All but the services, in the order in which they are applied. */
    public List<HasMetadata> workloads(ClusterDesign design) {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(
                secret(design.names(), design.names().authority(), design.pki().authoritySecret()));
        objects.add(secret(
                design.names(),
                design.names().brokerCertificates(),
                design.pki().brokerSecret()));
        Map<String, Object> values = values(design);
        if (design.spec().mode() == Mode.ZOOKEEPER) {
            objects.add(typed("zookeeper-config.yaml", values, design));
            objects.add(typed("zookeeper-network-policy.yaml", values, design));
            objects.add(statefulSet("zookeeper-statefulset.yaml", values, design));
        }
        objects.add(typed("kafka-config.yaml", values, design));
        objects.add(typed("kafka-network-policy.yaml", values, design));
        if (design.spec().profile() == Profile.THREE) {
            objects.add(typed("kafka-disruption-budget.yaml", values, design));
        }
        objects.add(statefulSet("kafka-statefulset.yaml", values, design));
        return objects;
    }

    /** A Secret of the cluster. */
    public static Secret secret(ObjectNames names, String name, Map<String, String> data) {
        Map<String, String> encoded = new TreeMap<>();
        data.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(names.labels())
                .endMetadata()
                .withType("Opaque")
                .withData(encoded)
                .build();
    }

    private HasMetadata externalService(
            ClusterDesign design, Map<String, Object> common, Listeners.External external, int broker) {
        Map<String, Object> values = new HashMap<>(common);
        boolean nodePort = external.type() == Listeners.ExternalType.NODE_PORT;
        values.put("external.name", design.names().external(broker));
        values.put("external.type", nodePort ? "NodePort" : "LoadBalancer");
        Map<String, String> selector = new TreeMap<>(design.names().selector("kafka"));
        selector.put("statefulset.kubernetes.io/pod-name", design.names().pod(broker));
        values.put("external.selector", selector);
        values.put("external.nodePort", nodePort ? external.nodePort().map(port -> port + broker) : Optional.empty());
        return typed("kafka-external-service.yaml", values, design);
    }

    private HasMetadata statefulSet(String file, Map<String, Object> values, ClusterDesign design) {
        ObjectNode tree = Template.object(file, values);
        ObjectNode container = (ObjectNode) tree.at("/spec/template/spec/containers/0");
        boolean kafka = file.startsWith("kafka");
        if (kafka && design.spec().mode() == Mode.ZOOKEEPER) {
            // The image's own command formats the storage for KRaft, and there is no such thing here.
            container
                    .putArray("command")
                    .add("/opt/kafka/bin/kafka-server-start.sh")
                    .add("/mnt/shared/config/server.properties");
            removeNamed(container.get("volumeMounts"), "written-config");
            removeNamed(tree.at("/spec/template/spec/volumes"), "written-config");
        }
        if (design.spec().storage().ephemeral()) {
            ((ObjectNode) tree.get("spec")).remove("volumeClaimTemplates");
            ObjectNode data = ((ArrayNode) tree.at("/spec/template/spec/volumes")).addObject();
            data.put("name", "data").putObject("emptyDir");
        }
        return object(tree, design);
    }

    private static void removeNamed(JsonNode array, String name) {
        for (var each = array.elements(); each.hasNext(); ) {
            if (name.equals(each.next().path("name").asText())) {
                each.remove();
            }
        }
    }

    private HasMetadata typed(String file, Map<String, Object> values, ClusterDesign design) {
        return object(Template.object(file, values), design);
    }

    private HasMetadata object(ObjectNode tree, ClusterDesign design) {
        ObjectNode labels = ((ObjectNode) tree.get("metadata")).putObject("labels");
        new TreeMap<>(design.names().labels()).forEach(labels::put);
        return serialization.unmarshal(tree.toString());
    }

    private static Optional<List<Map<String, Object>>> hostAliases(ObjectNames names, int nodes) {
        return nodes == 1
                ? Optional.of(List.of(Map.of("ip", "127.0.0.1", "hostnames", List.of(names.host(0)))))
                : Optional.empty();
    }

    private static Map<String, Object> values(ClusterDesign design) {
        KafkaClusterSpec spec = design.spec();
        ObjectNames names = design.names();
        Map<String, Object> values = new HashMap<>();
        values.put("kafka", names.kafka());
        values.put("zookeeper", names.zookeeper());
        values.put("kafka.selector", names.selector("kafka"));
        values.put("zookeeper.selector", names.selector("zookeeper"));
        values.put("kafka.labels", both(names.selector("kafka"), names.labels()));
        values.put("zookeeper.labels", both(names.selector("zookeeper"), names.labels()));
        values.put("kafka.claimLabels", both(names.selector("kafka"), names.labels()));
        values.put("zookeeper.claimLabels", both(names.selector("zookeeper"), names.labels()));
        values.put("kafka.nodes", spec.profile().nodes());
        values.put("kafka.hostAliases", hostAliases(names, spec.profile().nodes()));
        values.put("kafka.image", spec.kafkaImage());
        values.put("zookeeper.image", spec.zookeeperImageOrDefault());
        values.put("kafka.clusterId", clusterId(names));
        values.put("kafka.heap", spec.resources().heap());
        values.put("kafka.cpu", spec.resources().cpu());
        values.put("kafka.memory", spec.resources().memory());
        values.put("storage.class", spec.storage().storageClass());
        values.put("storage.size", spec.storage().size());
        Map<String, String> properties = new TreeMap<>();
        for (int broker = 0; broker < spec.profile().nodes(); broker++) {
            properties.put(names.pod(broker) + ".properties", ServerProperties.of(design, broker));
        }
        values.put("kafka.properties", properties);
        values.put(
                "kafka.filesHash",
                hash(properties.toString()
                        + design.pki().broker().certificate()
                        + design.pki().trust()));
        return values;
    }

    /**
     * Kafka's id of the cluster: the same whenever a cluster of this name is made in this namespace, so that volumes that
     * were kept fit the one that comes back to them.
     */
    static String clusterId(ObjectNames names) {
        UUID id = UUID.nameUUIDFromBytes(
                ("remoting-kafka/" + names.namespace() + "/" + names.cluster()).getBytes(StandardCharsets.UTF_8));
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        // Kafka's tools take an id that begins with a hyphen for an option.
        bytes[0] &= 0x7f;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        Map<String, String> both = new TreeMap<>(one);
        both.putAll(other);
        return both;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
