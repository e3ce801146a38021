package io.remotingkafka.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What the Strimzi operator makes of a {@code Kafka} of one node, as far as others see it; it goes when that goes. */
final class StrimziKafkaPod {
    private final KubernetesClient client;
    private final String namespace;
    private final OwnerReference owner;
    private final Map<String, String> values = new HashMap<>();

    /**
     * @param node the Kubernetes node's address
     * @param owner the {@code Kafka}
     */
    StrimziKafkaPod(KubernetesClient client, String namespace, String node, OwnerReference owner) {
        this.client = client;
        this.namespace = namespace;
        this.owner = owner;
        String kafka = owner.getName();
        values.put("kafka", kafka);
        values.put("node", node);
        values.put("host", "%s-%s-nodes-0.%s-kafka-brokers.%s.svc".formatted(kafka, kafka, kafka, namespace));
    }

    /** Makes it, waits until Kafka listens, and gives the certificate that clients have to trust. */
    String make(Path directory) {
        create("services.yaml");
        values.put("stand-in", nodePort("stand-in"));
        values.put("external", nodePort("kafka-external-bootstrap"));
        ServerCertificate certificate = ServerCertificate.of(
                directory, "DNS:%s,DNS:%s,IP:%s".formatted(values.get("host"), host(bootstrap()), values.get("node")));
        values.put("keystore", certificate.keyStore());
        values.put("password", ServerCertificate.PASSWORD);
        create("kafka.yaml");
        client.pods()
                .inNamespace(namespace)
                .withName(values.get("host").substring(0, values.get("host").indexOf('.')))
                .waitUntilCondition(
                        pod -> pod != null
                                && pod.getStatus().getConditions().stream()
                                        .anyMatch(
                                                condition -> condition.getType().equals("Ready")
                                                        && condition.getStatus().equals("True")),
                        2,
                        TimeUnit.MINUTES);
        return certificate.pem();
    }

    /** For clients within Kubernetes. */
    String bootstrap() {
        return "%s-kafka-bootstrap.%s.svc:9092".formatted(values.get("kafka"), namespace);
    }

    /** For clients outside. */
    String external() {
        return values.get("external");
    }

    /** Where whoever comes may do everything. */
    String standIn() {
        return values.get("stand-in");
    }

    private static String host(String address) {
        return address.substring(0, address.indexOf(':'));
    }

    private String nodePort(String service) {
        return values.get("node") + ":"
                + client.services()
                        .inNamespace(namespace)
                        .withName(values.get("kafka") + "-" + service)
                        .require()
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getNodePort();
    }

    private void create(String file) {
        for (HasMetadata object : client.load(
                        new ByteArrayInputStream(filled(file).getBytes(StandardCharsets.UTF_8)))
                .items()) {
            object.getMetadata().setOwnerReferences(List.of(owner));
            object.getMetadata().setLabels(Map.of("strimzi.io/cluster", owner.getName()));
            client.resource(object).inNamespace(namespace).create();
        }
    }

    private String filled(String file) {
        try (InputStream resource =
                Objects.requireNonNull(StrimziKafkaPod.class.getResourceAsStream("/strimzi/" + file))) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
