package io.remotingkafka.testbed.simulated;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The queue of a {@link SimulatedJenkins}. */
public final class SimulatedQueue {
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, JsonObject> items = new ConcurrentSkipListMap<>();
    private final Map<Long, JsonObject> removed = new ConcurrentSkipListMap<>();

    SimulatedQueue() {}

    /** A build that waits for an agent with a label; its number. */
    public long add(String label) {
        return add(label, "There are no nodes with the label ‘" + label + "’");
    }

    /** A build, and why it waits. */
    public long add(String label, String why) {
        long id = last.incrementAndGet();
        long now = System.currentTimeMillis();
        JsonObject task = new JsonObject()
                .put("name", "job-" + id)
                .put("url", "http://simulated/job/job-" + id + "/")
                .put("labelExpression", label);
        items.put(
                id,
                new JsonObject()
                        .put("id", id)
                        .put("why", why)
                        .put("buildable", true)
                        .put("blocked", false)
                        .put("stuck", false)
                        .put("pending", false)
                        .put("inQueueSince", now)
                        .put("buildableStartMilliseconds", now)
                        .put("task", task));
        return id;
    }

    /** A build waits no more. */
    public void remove(long id) {
        Optional.ofNullable(items.remove(id)).ifPresent(item -> removed.put(id, item));
    }

    /** One that was removed waits as it did before, under its number and since then. */
    public void putBack(long id) {
        items.put(id, removed.remove(id));
    }

    /** Nothing waits. */
    public void clear() {
        items.clear();
    }

    JsonArray json() {
        JsonArray all = new JsonArray();
        items.values().forEach(all::add);
        return all;
    }
}
