package io.remotingkafka.provisioner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What applying an object would do to the one that is there: pure. Only fields that we set are looked at, since those are
 * all that server-side apply touches. Who owns a field is read from {@code managedFields}, where field names begin with
 * {@code f:} and list elements are {@code k:} and their keys (Kubernetes documentation, "Server-Side Apply").
 */
public final class Differ {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String manager;
    private final List<String> changed = new ArrayList<>();
    private final List<PlannedChange.FieldConflict> conflicts = new ArrayList<>();

    private Differ(String manager) {
        this.manager = manager;
    }

    /**
     * Compares.
     *
     * @param manager our field manager
     * @param ours whether the object that is there is ours to change
     */
    public static PlannedChange compare(HasMetadata desired, Optional<HasMetadata> live, String manager, boolean ours) {
        ObjectRef object = ObjectRef.of(desired);
        if (live.isEmpty()) {
            return new PlannedChange.Created(object);
        }
        if (!ours) {
            return new PlannedChange.MadeByOthers(object);
        }
        Differ differ = new Differ(manager);
        JsonNode wanted = JSON.valueToTree(desired);
        JsonNode found = JSON.valueToTree(live.get());
        differ.node("", wanted, found, differ.owners(live.get()));
        if (!differ.conflicts.isEmpty()) {
            return new PlannedChange.InConflict(object, List.copyOf(differ.conflicts));
        }
        return differ.changed.isEmpty()
                ? new PlannedChange.Unchanged(object)
                : new PlannedChange.Changed(object, List.copyOf(differ.changed));
    }

    private Map<String, JsonNode> owners(HasMetadata live) {
        Map<String, JsonNode> owners = new LinkedHashMap<>();
        List<ManagedFieldsEntry> entries = live.getMetadata().getManagedFields();
        for (ManagedFieldsEntry entry : entries == null ? List.<ManagedFieldsEntry>of() : entries) {
            boolean apply =
                    entry.getSubresource() == null || entry.getSubresource().isEmpty();
            if (apply && !manager.equals(entry.getManager()) && entry.getFieldsV1() != null) {
                owners.put(entry.getManager(), JSON.valueToTree(entry.getFieldsV1()));
            }
        }
        return owners;
    }

    private void node(String path, JsonNode wanted, JsonNode found, Map<String, JsonNode> owners) {
        if (wanted.isObject()) {
            wanted.properties()
                    .forEach(field -> node(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            field.getValue(),
                            found.path(field.getKey()),
                            narrow(owners, fields -> fields.path("f:" + field.getKey()))));
        } else if (wanted.isArray()) {
            for (int i = 0; i < wanted.size(); i++) {
                element(path, wanted.get(i), found, i, owners);
            }
        } else if (!wanted.isNull() && !wanted.asText().equals(found.asText())) {
            changed.add(path);
            owners.keySet().forEach(owner -> conflicts.add(new PlannedChange.FieldConflict(path, owner)));
        }
    }

    private void element(String path, JsonNode wanted, JsonNode found, int index, Map<String, JsonNode> owners) {
        // A volume may be mounted twice: where is what tells mounts apart.
        Optional<String> key = List.of("mountPath", "name", "containerPort", "port").stream()
                .filter(wanted::has)
                .findFirst();
        if (key.isEmpty()) {
            node(path + "[" + index + "]", wanted, found.path(index), owners);
            return;
        }
        String name = wanted.get(key.get()).asText();
        JsonNode match = MissingNode.getInstance();
        for (JsonNode each : found) {
            if (name.equals(each.path(key.get()).asText())) {
                match = each;
            }
        }
        JsonNode element = match;
        node(path + "[" + name + "]", wanted, match, narrow(owners, fields -> keyed(fields, element)));
    }

    /** Of an element that is there: its keys in managed fields are those of its fields that Kubernetes merges by. */
    private static JsonNode keyed(JsonNode fields, JsonNode element) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getKey().startsWith("k:")) {
                try {
                    JsonNode keys = JSON.readTree(field.getKey().substring(2));
                    boolean same = keys.properties().stream().allMatch(key -> key.getValue()
                            .asText()
                            .equals(element.path(key.getKey()).asText()));
                    if (same) {
                        return field.getValue();
                    }
                } catch (JsonProcessingException e) {
                    throw new IllegalArgumentException("Kubernetes wrote managed fields that cannot be read", e);
                }
            }
        }
        return MissingNode.getInstance();
    }

    private static Map<String, JsonNode> narrow(Map<String, JsonNode> owners, UnaryOperator<JsonNode> into) {
        Map<String, JsonNode> narrowed = new LinkedHashMap<>();
        owners.forEach((owner, fields) -> {
            JsonNode inner = into.apply(fields);
            if (!inner.isMissingNode()) {
                narrowed.put(owner, inner);
            }
        });
        return narrowed;
    }
}
