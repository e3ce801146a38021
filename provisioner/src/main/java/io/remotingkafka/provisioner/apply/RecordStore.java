package io.remotingkafka.provisioner.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.SpecJson;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads and writes {@link ClusterRecord}s, each in a config map. */
final class RecordStore {
    private static final String KEY = "record.json";
    private static final String PART = "remotingkafka.io/part";

    private final KubernetesClient client;

    RecordStore(KubernetesClient client) {
        this.client = client;
    }

    Map<ClusterName, ClusterRecord> list() {
        Map<ClusterName, ClusterRecord> found =
                new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        client.configMaps()
                .withLabels(Map.of(ObjectNames.MANAGED_BY, ObjectNames.MANAGER, PART, "record"))
                .list()
                .getItems()
                .forEach(map ->
                        found.put(new ClusterName(map.getMetadata().getLabels().get(ObjectNames.CLUSTER)), read(map)));
        return found;
    }

    Optional<ClusterRecord> find(ObjectNames names) {
        return Optional.ofNullable(client.configMaps().withName(names.record()).get())
                .filter(map -> Ownership.ours(map, names))
                .map(RecordStore::read);
    }

    void write(ObjectNames names, ClusterRecord record) {
        Map<String, String> labels = new TreeMap<>(names.labels());
        labels.put(PART, "record");
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(names.record())
                .withLabels(labels)
                .endMetadata()
                .addToData(KEY, encode(record))
                .build();
        client.resource(map).fieldManager(ObjectNames.MANAGER).forceConflicts().serverSideApply();
    }

    void delete(ObjectNames names) {
        client.configMaps().withName(names.record()).delete();
    }

    private static ClusterRecord read(ConfigMap map) {
        try {
            return SpecJson.mapper().readValue(map.getData().get(KEY), ClusterRecord.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "The config map " + map.getMetadata().getName()
                            + " is not as the provisioner writes it: delete it, and apply the cluster again",
                    e);
        }
    }

    private static String encode(ClusterRecord record) {
        try {
            return SpecJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record has no JSON form", e);
        }
    }
}
