package io.remotingkafka.broker.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a pool that {@code extends} another is laid over it:
 *
 * <ul>
 *   <li>objects are merged field by field, and {@code null} takes a field away;
 *   <li>lists whose elements Kubernetes tells apart by a field (containers, env and volumes by {@code name}, mounts by
 *       {@code mountPath}, ports by {@code containerPort}) are merged element by element: known ones in the place where they
 *       stand, new ones behind; an element with {@code $patch: delete} is taken away;
 *   <li>everything else, lists of plain values too, is replaced.
 * </ul>
 */
final class StrategicMerge {
    private static final String PATCH = "$patch";
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "volumes", "name",
            "imagePullSecrets", "name",
            "volumeMounts", "mountPath",
            "volumeDevices", "devicePath",
            "ports", "containerPort",
            "hostAliases", "ip",
            "topologySpreadConstraints", "topologyKey");

    private StrategicMerge() {}

    /** The base with the overlay on it; neither is changed. */
    static ObjectNode merge(ObjectNode base, ObjectNode overlay) {
        ObjectNode merged = base.deepCopy();
        overlay.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                merged.remove(name);
            } else {
                merged.set(name, merge(name, merged.get(name), value));
            }
        });
        return merged;
    }

    private static JsonNode merge(String field, JsonNode base, JsonNode overlay) {
        if (base instanceof ObjectNode below && overlay instanceof ObjectNode above) {
            return merge(below, above);
        }
        if (base instanceof ArrayNode below && overlay instanceof ArrayNode above && KEYS.containsKey(field)) {
            return merge(KEYS.get(field), below, above);
        }
        return overlay.deepCopy();
    }

    private static ArrayNode merge(String key, ArrayNode base, ArrayNode overlay) {
        List<JsonNode> merged = new ArrayList<>();
        base.forEach(element -> merged.add(element.deepCopy()));
        for (JsonNode element : overlay) {
            Optional<JsonNode> known = merged.stream()
                    .filter(below -> below.has(key) && below.get(key).equals(element.get(key)))
                    .findFirst();
            boolean deleted = "delete".equals(element.path(PATCH).asText());
            if (known.isEmpty()) {
                if (!deleted) {
                    merged.add(element.deepCopy());
                }
            } else if (deleted) {
                merged.remove(known.get());
            } else {
                merged.set(merged.indexOf(known.get()), merge("", known.get(), element));
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(merged);
    }
}
