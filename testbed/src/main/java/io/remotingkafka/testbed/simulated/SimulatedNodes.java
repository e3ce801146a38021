package io.remotingkafka.testbed.simulated;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes of a {@link SimulatedJenkins}. */
public final class SimulatedNodes {
    private final Map<String, JsonObject> nodes = new ConcurrentHashMap<>();

    SimulatedNodes() {}

    /** Their names. */
    public Set<String> names() {
        return new TreeSet<>(nodes.keySet());
    }

    /** Somebody makes a node by hand. */
    public void addByHand(String name, String description) {
        add(new JsonObject().put("name", name).put("nodeDescription", description));
    }

    /** Somebody removes a node by hand. */
    public void removeByHand(String name) {
        remove(name);
    }

    /** An agent has connected, and nothing runs on it. */
    public void connect(String name) {
        change(name, "offline", false);
    }

    /** A build begins on it. */
    public void begin(String name, String url) {
        JsonObject executor = new JsonObject().put("currentExecutable", new JsonObject().put("url", url));
        change(name, "executors", new JsonArray().add(executor));
        change(name, "idle", false);
    }

    boolean add(JsonObject form) {
        JsonArray labels = new JsonArray();
        Arrays.stream(form.getString("labelString", "").split(" "))
                .filter(label -> !label.isEmpty())
                .forEach(label -> labels.add(new JsonObject().put("name", label)));
        JsonObject node = new JsonObject()
                .put("displayName", form.getString("name"))
                .put("description", form.getString("nodeDescription"))
                .put("offline", true)
                .put("temporarilyOffline", false)
                .put("idle", true)
                .put("numExecutors", 1)
                .put("offlineCauseReason", "")
                .put("assignedLabels", labels)
                .put("executors", new JsonArray())
                .put("oneOffExecutors", new JsonArray());
        return nodes.putIfAbsent(form.getString("name"), node) == null;
    }

    void close(String name, String reason) {
        change(name, "temporarilyOffline", true);
        change(name, "offline", true);
        change(name, "offlineCauseReason", reason);
    }

    void remove(String name) {
        nodes.remove(name);
    }

    Optional<JsonObject> find(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    JsonArray json() {
        JsonArray all = new JsonArray();
        nodes.values().forEach(all::add);
        return all;
    }

    /** Nodes are never changed while they are written out. */
    private void change(String name, String field, Object value) {
        nodes.computeIfPresent(name, (key, node) -> node.copy().put(field, value));
    }
}
