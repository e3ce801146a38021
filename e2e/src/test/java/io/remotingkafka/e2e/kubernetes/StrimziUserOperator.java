package io.remotingkafka.e2e.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.strimzi.api.kafka.Crds;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;

/**
 * Stands in for Strimzi's User Operator in one namespace: makes the users that {@code KafkaUser} resources ask for, with a Secret
 * for each, and removes them with their resources.
 */
final class StrimziUserOperator implements AutoCloseable {
    private final KubernetesClient client;
    private final String namespace;
    private final SharedIndexInformer<KafkaUser> users;

    private StrimziUserOperator(KubernetesClient client, String namespace, Map<String, Object> superUser) {
        this.client = client;
        this.namespace = namespace;
        users = Crds.kafkaUserOperation(client).inNamespace(namespace).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(KafkaUser user) {
                StrimziStandIn.makeUser(client, superUser, user);
            }

            @Override
            public void onUpdate(KafkaUser before, KafkaUser user) {
                // Statuses, which are our own doing.
            }

            @Override
            public void onDelete(KafkaUser user, boolean unknown) {
                StrimziUserStandIn.remove(superUser, user.getMetadata().getName());
            }
        });
    }

    /** For a Kafka where it logs in as the super user. */
    static StrimziUserOperator start(KubernetesClient admin, String namespace, Map<String, Object> superUser) {
        StrimziStandIn.define(admin);
        return new StrimziUserOperator(admin, namespace, superUser);
    }

    /** The names of all resources. */
    List<String> users() {
        return Crds.kafkaUserOperation(client).inNamespace(namespace).list().getItems().stream()
                .map(user -> user.getMetadata().getName())
                .toList();
    }

    /** Somebody else's. */
    void add(KafkaUser user) {
        Crds.kafkaUserOperation(client).inNamespace(namespace).resource(user).create();
    }

    @Override
    public void close() {
        users.close();
    }
}
