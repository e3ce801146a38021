package io.remotingkafka.testbed.hudson;

import io.remotingkafka.testbed.channel.Waiting;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nodes of a Hudson: its name for agents' places. */
public final class HudsonNodes {
    /**
     * What the controller thinks of a node.
     *
     * @param offlineCause empty where it is online or nobody knows
     */
    public record State(boolean online, boolean idle, String offlineCause) {}

    private static final Pattern FIRST_ARGUMENT = Pattern.compile("<argument>([0-9a-f]+)</argument>");

    private final RestClient rest;

    /** The nodes of the controller behind this client. */
    public HudsonNodes(RestClient rest) {
        this.rest = rest;
    }

    /**
     * Creates a permanent node for an inbound agent, with one executor and its own name as label.
     *
     * @param remoteRoot the agent's directory
     */
    public void create(String name, Path remoteRoot) {
        create(name, remoteRoot, name, 1);
    }

    /** Creates a permanent node for an inbound agent that takes labelled builds alone. */
    public void create(String name, Path remoteRoot, String labels, int executors) {
        create(name, remoteRoot, labels, executors, true);
    }

    /** Creates a permanent node for an inbound agent; an exclusive one takes labelled builds alone. */
    public void create(String name, Path remoteRoot, String labels, int executors, boolean exclusive) {
        JsonObject node = new JsonObject()
                .put("name", name)
                .put("nodeDescription", "")
                .put("numExecutors", String.valueOf(executors))
                .put("remoteFS", remoteRoot.toString())
                .put("labelString", labels)
                .put("mode", exclusive ? "EXCLUSIVE" : "NORMAL")
                .put("launcher", new JsonObject().put("stapler-class", "hudson.slaves.JNLPLauncher"))
                .put(
                        "retentionStrategy",
                        new JsonObject().put("stapler-class", "hudson.slaves.RetentionStrategy$Always"))
                .put("nodeProperties", new JsonObject().put("stapler-class-bag", "true"));
        rest.postForm(
                "computer/doCreateItem",
                Map.of("name", name, "type", "hudson.slaves.DumbSlave$DescriptorImpl", "json", node.encode()));
    }

    /** Whether there is a node of that name. */
    public boolean exists(String name) {
        return rest.get(RestClient.path("computer", name) + "api/json", BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** The secret that the node's agent has to bring. */
    public String secret(String name) {
        String jnlp = rest.text(RestClient.path("computer", name) + "slave-agent.jnlp");
        Matcher argument = FIRST_ARGUMENT.matcher(jnlp);
        if (!argument.find()) {
            throw new IllegalStateException("No secret in the JNLP file of " + name + ":\n" + jnlp);
        }
        return argument.group(1);
    }

    /** How the node is. */
    public State state(String name) {
        JsonObject node = rest.json(RestClient.path("computer", name) + "api/json");
        String cause = Optional.ofNullable(node.getJsonObject("offlineCause"))
                .map(JsonObject::encode)
                .orElse("");
        return new State(!node.getBoolean("offline"), node.getBoolean("idle"), cause);
    }

    /** Waits until the node is online. */
    public void awaitOnline(String name, Duration atMost) {
        await(name, atMost, "online", State::online);
    }

    /** Waits until the node is offline. */
    public void awaitOffline(String name, Duration atMost) {
        await(name, atMost, "offline", state -> !state.online());
    }

    private void await(String name, Duration atMost, String wanted, java.util.function.Predicate<State> is) {
        Waiting.forValue(
                () -> Optional.of(state(name)).filter(is),
                atMost,
                () -> "The node " + name + " is not " + wanted + " but " + state(name));
    }

    /** Removes the node. */
    public void delete(String name) {
        rest.postForm(RestClient.path("computer", name) + "doDelete", Map.of());
    }
}
