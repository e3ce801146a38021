package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.naming.AgentName;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * A node to be made.
 *
 * @param description tells whose it is
 * @param remoteRoot the agent's directory
 * @param labels without its own name
 * @param exclusive whether it takes labelled builds alone
 */
public record NodeForm(AgentName name, String description, String remoteRoot, Set<String> labels, boolean exclusive) {
    public NodeForm {
        labels = Set.copyOf(labels);
    }

    /** The form's {@code json} field. */
    String json(String type) {
        return new JsonObject()
                .put("name", name.value())
                .put("nodeDescription", description)
                .put("numExecutors", "1")
                .put("remoteFS", remoteRoot)
                .put("labelString", String.join(" ", labels))
                .put("mode", exclusive ? "EXCLUSIVE" : "NORMAL")
                .put("launcher", described("hudson.slaves.JNLPLauncher").put("webSocket", true))
                .put("retentionStrategy", described("hudson.slaves.RetentionStrategy$Always"))
                .put("nodeProperties", new JsonObject().put("stapler-class-bag", "true"))
                .put("type", type)
                .encode();
    }

    private static JsonObject described(String type) {
        return new JsonObject().put("stapler-class", type).put("$class", type);
    }
}
