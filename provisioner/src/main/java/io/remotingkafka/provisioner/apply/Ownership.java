package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.remotingkafka.provisioner.manifest.ObjectNames;
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
    static List<HasMetadata> objects(KubernetesClient client, ObjectNames names) {
        Map<String, String> labels = names.labels();
        List<HasMetadata> found = new ArrayList<>();
        add(found, client.apps().statefulSets().withLabels(labels));
        add(found, client.policy().v1().podDisruptionBudget().withLabels(labels));
        add(found, client.services().withLabels(labels));
        add(found, client.network().v1().networkPolicies().withLabels(labels));
        add(found, client.configMaps().withLabels(labels));
        add(found, client.secrets().withLabels(labels));
        found.removeIf(object -> object.getMetadata().getName().equals(names.record()));
        return found;
    }

    private static void add(
            List<HasMetadata> found, Listable<? extends KubernetesResourceList<? extends HasMetadata>> kind) {
        found.addAll(kind.list().getItems());
    }
}
