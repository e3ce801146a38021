package io.remotingkafka.e2e.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.strimzi.api.kafka.Crds;
import io.strimzi.api.kafka.model.common.Condition;
import io.strimzi.api.kafka.model.common.ConditionBuilder;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaStatus;
import io.strimzi.api.kafka.model.kafka.KafkaStatusBuilder;
import io.strimzi.api.kafka.model.kafka.Status;
import io.strimzi.api.kafka.model.kafka.listener.ListenerStatus;
import io.strimzi.api.kafka.model.kafka.listener.ListenerStatusBuilder;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the Strimzi operator, which is in no package registry: reads its resources with Strimzi's own model,
 * makes a Kafka of one node and a user as they ask, and says so in their statuses as Strimzi's documentation describes
 * ("Custom resource status", "Accessing Kafka", "User authentication").
 */
final class StrimziStandIn {
    private final KubernetesClient client;
    private final String namespace;

    StrimziStandIn(KubernetesClient admin, String namespace) {
        this.client = admin;
        this.namespace = namespace;
    }

    /** Installs the definitions, and waits until they are served. */
    static void define(KubernetesClient admin) {
        for (CustomResourceDefinition definition : definitions()) {
            admin.resource(definition).fieldManager("e2e").forceConflicts().serverSideApply();
            await().until(() -> admin.resource(definition).get().getStatus().getConditions().stream()
                    .anyMatch(condition ->
                            "Established".equals(condition.getType()) && "True".equals(condition.getStatus())));
        }
    }

    /** Takes the definitions away, and with them all resources. */
    static void undefine(KubernetesClient admin) {
        for (CustomResourceDefinition definition : definitions()) {
            admin.resource(definition).delete();
            await().until(() -> admin.resource(definition).get() == null);
        }
    }

    private static List<CustomResourceDefinition> definitions() {
        return List.of(Crds.kafka(), Crds.kafkaNodePool(), Crds.kafkaUser());
    }

    /** Waits for a {@code Kafka}, and begins to work on it. */
    Kafka take(String name) {
        Kafka taken = appeared(kafka(name));
        say(kafka(name), new KafkaStatus(), not("Creating", "Kafka cluster is being deployed"));
        return taken;
    }

    /** Cannot do what a {@code Kafka} asks for. */
    void refuse(String name, String reason, String message) {
        say(kafka(name), new KafkaStatus(), not(reason, message));
    }

    /** Makes the Kafka, and its user. */
    void make(Kafka kafka, String user, Path directory) {
        StrimziKafkaPod pod = new StrimziKafkaPod(client, namespace, node(), owner(kafka));
        String certificate = pod.make(directory);
        KafkaUser asked =
                appeared(Crds.kafkaUserOperation(client).inNamespace(namespace).withName(user));
        makeUser(client, Map.of("bootstrap.servers", pod.standIn()), asked);
        KafkaStatus status = new KafkaStatusBuilder()
                .withListeners(
                        listener("clients", pod.bootstrap(), certificate),
                        listener("external", pod.external(), certificate))
                .build();
        say(kafka(kafka.getMetadata().getName()), status, ready());
    }

    /** Makes a user as its resource asks, with its Secret, and says so. */
    static void makeUser(KubernetesClient client, Map<String, Object> superUser, KafkaUser user) {
        String name = user.getMetadata().getName();
        String namespace = user.getMetadata().getNamespace();
        String password = UUID.randomUUID().toString();
        StrimziUserStandIn.make(superUser, user, password);
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels(
                                "strimzi.io/cluster",
                                user.getMetadata().getLabels().get("strimzi.io/cluster"))
                        .withOwnerReferences(owner(user))
                        .endMetadata()
                        .addToStringData("password", password)
                        .build())
                .inNamespace(namespace)
                .create();
        KafkaUserStatus status = new KafkaUserStatus();
        status.setUsername(name);
        status.setSecret(name);
        say(Crds.kafkaUserOperation(client).inNamespace(namespace).withName(name), status, ready());
    }

    private static <S extends Status, T extends CustomResource<?, S>> void say(
            Resource<T> resource, S status, Condition condition) {
        status.setConditions(List.of(condition));
        resource.editStatus(now -> {
            status.setObservedGeneration(now.getMetadata().getGeneration());
            now.setStatus(status);
            return now;
        });
    }

    private static Condition ready() {
        return new ConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(Instant.now().toString())
                .build();
    }

    private static Condition not(String reason, String message) {
        return new ConditionBuilder()
                .withType("NotReady")
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(Instant.now().toString())
                .build();
    }

    private static ListenerStatus listener(String name, String address, String certificate) {
        int colon = address.lastIndexOf(':');
        return new ListenerStatusBuilder()
                .withName(name)
                .addNewAddress()
                .withHost(address.substring(0, colon))
                .withPort(Integer.valueOf(address.substring(colon + 1)))
                .endAddress()
                .withCertificates(certificate)
                .build();
    }

    private Resource<Kafka> kafka(String name) {
        return Crds.kafkaOperation(client).inNamespace(namespace).withName(name);
    }

    private static <T extends HasMetadata> T appeared(Resource<T> resource) {
        return resource.waitUntilCondition(now -> now != null, 1, TimeUnit.MINUTES);
    }

    private String node() {
        return client.nodes().list().getItems().getFirst().getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals("InternalIP"))
                .findFirst()
                .orElseThrow()
                .getAddress();
    }

    private static OwnerReference owner(HasMetadata object) {
        return new OwnerReferenceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .build();
    }
}
