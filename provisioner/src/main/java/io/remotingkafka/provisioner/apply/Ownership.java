package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import io.remotingkafka.provisioner.manifest.StrimziManifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which objects are a cluster's: those that carry both of its labels. */
final class Ownership {
    private Ownership() {}

    static boolean ours(HasMetadata object, ObjectNames names) {
        Map<String, String> labels =
                Optional.ofNullable(object.getMetadata().getLabels()).orElseGet(Map::of);
        return labels.entrySet().containsAll(names.labels().entrySet());
    }

    /** All of them but the record, the volumes and the pods, in an order in which they may be deleted. */
    static List<HasMetadata> objects(KubernetesClient client, ObjectNames names, Mode mode) {
        Map<String, String> labels = names.labels();
        List<HasMetadata> found = new ArrayList<>();
        if (mode == Mode.STRIMZI) {
            for (String kind : List.of("KafkaUser", "Kafka", "KafkaNodePool")) {
                add(
                        found,
                        client.genericKubernetesResources(StrimziManifests.API, kind)
                                .withLabels(labels));
            }
        }
        add(found, client.apps().statefulSets().withLabels(labels));
        add(found, client.policy().v1().podDisruptionBudget().withLabels(labels));
        add(found, client.services().withLabels(labels));
        add(found, client.network().v1().networkPolicies().withLabels(labels));
        add(found, client.configMaps().withLabels(labels));
        add(found, client.secrets().withLabels(labels));
        found.removeIf(object -> object.getMetadata().getName().equals(names.record()));
        return found;
    }

    /** The labels of a cluster's pods and volumes, which an operator gives its own. */
    static Map<String, String> podLabels(ObjectNames names, Mode mode) {
        return mode == Mode.STRIMZI ? StrimziCluster.labels(names) : names.labels();
    }

    private static void add(
            List<HasMetadata> found, Listable<? extends KubernetesResourceList<? extends HasMetadata>> kind) {
        found.addAll(kind.list().getItems());
    }
}
