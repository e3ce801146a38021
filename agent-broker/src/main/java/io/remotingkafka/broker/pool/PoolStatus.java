package io.remotingkafka.broker.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a pool fares, as its resource shows it.
 *
 * @param ready agents that are connected and free
 * @param pending agents on their way
 * @param failed agents that did not come, or are gone, and are being removed
 * @param condition of type {@code Ready}
 */
public record PoolStatus(int ready, int busy, int pending, int failed, Condition condition) {
    /**
     * The condition {@code Ready}.
     *
     * @param holds whether the pool gives agents
     * @param reason one word, in camel case
     */
    public record Condition(boolean holds, String reason, String message) {
        /** All is well. */
        public static final Condition WELL = new Condition(true, "Usable", "");
    }

    /** A pool that is not used. */
    static PoolStatus invalid(String message) {
        return new PoolStatus(0, 0, 0, 0, new Condition(false, "Invalid", message));
    }

    /** As a merge patch of the resource; {@code before} is the status that it has. */
    ObjectNode patch(long generation, JsonNode before, Instant now) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("ready", ready).put("busy", busy).put("pending", pending).put("failed", failed);
        status.put("observedGeneration", generation);
        String holds = condition.holds() ? "True" : "False";
        String since = Optional.of(before.path("conditions").path(0))
                .filter(old -> holds.equals(old.path("status").asText()))
                .map(old -> old.path("lastTransitionTime").asText())
                .filter(time -> !time.isEmpty())
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", holds)
                .put("reason", condition.reason())
                .put("message", condition.message())
                .put("lastTransitionTime", since)
                .put("observedGeneration", generation);
        return JsonNodeFactory.instance.objectNode().set("status", status);
    }
}
