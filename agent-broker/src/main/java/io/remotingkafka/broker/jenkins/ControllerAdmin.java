package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.event.ProvisioningFailure.NodeRefused;
import io.remotingkafka.protocol.naming.AgentName;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the broker does as a user of the controller: reads queue and nodes, makes nodes and takes them away. Each call may be
 * repeated. All of them wait, and throw {@link IOException} where the controller does not answer as it should: to be tried
 * again later.
 */
public final class ControllerAdmin {
    private static final String COMPUTER_FIELDS =
            "displayName,description,offline,temporarilyOffline,idle,numExecutors,offlineCauseReason,"
                    + "assignedLabels[name],executors[currentExecutable[url]],oneOffExecutors[currentExecutable[url]]";
    private static final Pattern SECRET = Pattern.compile("<argument>([0-9a-f]{32,64})</argument>");

    private final Controller controller;
    private final ControllerRest rest;
    private volatile Dialect dialect;

    ControllerAdmin(Controller controller, HttpClient http, OnLoop loop) {
        this.controller = controller;
        this.rest = new ControllerRest(controller, http, loop);
    }

    private Dialect dialect() throws IOException {
        if (dialect == null) {
            ControllerRest.Answer answer = rest.get("api/json?tree=mode");
            Dialect.check(rest, "GET api/json", answer, "Overall/Read");
            dialect = Dialect.of(answer);
        }
        return dialect;
    }

    /** Queue and nodes, both whole. */
    public ControllerReading read(Instant now) throws IOException {
        Dialect family = dialect();
        List<ControllerNode> nodes = new ArrayList<>();
        for (JsonObject computer : objects(
                rest.json("computer/api/json?tree=computer[" + COMPUTER_FIELDS + "]", "Overall/Read"), "computer")) {
            nodes.add(node(family, computer));
        }
        List<QueueItem> items = new ArrayList<>();
        Set<String> tasks = new HashSet<>();
        for (JsonObject item :
                objects(rest.json("queue/api/json?tree=items[" + family.itemFields() + "]", "Job/Read"), "items")) {
            QueueItem read = family.item(controller, rest, item, now);
            items.add(read);
            tasks.add(read.url());
        }
        family.only(tasks);
        return new ControllerReading(items, nodes);
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return json.getJsonArray(name, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static ControllerNode node(Dialect family, JsonObject computer) {
        String name = computer.getString("displayName", "");
        Set<String> labels = objects(computer, "assignedLabels").stream()
                .map(label -> label.getString("name", ""))
                .collect(Collectors.toSet());
        labels.add(name);
        List<String> builds = new ArrayList<>();
        for (String executors : List.of("executors", "oneOffExecutors")) {
            for (JsonObject executor : objects(computer, executors)) {
                Optional.ofNullable(executor.getJsonObject("currentExecutable"))
                        .ifPresent(build -> builds.add(build.getString("url", "a task without a page on " + name)));
            }
        }
        if (builds.isEmpty() && !computer.getBoolean("idle", true)) {
            builds.add("a task that is not told on " + name);
        }
        boolean setOffline = computer.getBoolean("temporarilyOffline", false);
        return new ControllerNode(
                new AgentName(name),
                Optional.ofNullable(computer.getString("description")).orElse(""),
                labels,
                !computer.getBoolean("offline", true),
                setOffline,
                setOffline && family.isClosed(computer),
                computer.getInteger("numExecutors", 1),
                builds);
    }

    /**
     * Makes a node, unless there is one that carries the same description.
     *
     * @return why the controller does not want it, if so
     */
    public Optional<NodeRefused> createNode(NodeForm form) throws IOException {
        Dialect family = dialect();
        ControllerRest.Answer answer = rest.post(
                "computer/doCreateItem",
                Map.of("name", form.name().value(), "type", family.nodeType(), "json", form.json(family.nodeType())));
        if (answer.isSuccess()) {
            return Optional.empty();
        }
        if (answer.status() == 400) {
            Optional<JsonObject> there = computer(form.name());
            // Hudson does not tell the description: the name, a pool's and a hash, has to do.
            boolean ours = there.map(node -> node.getString("description"))
                    .map(form.description()::equals)
                    .orElse(there.isPresent());
            if (ours) {
                return Optional.empty();
            }
        }
        String why = rest.refused("computer/doCreateItem", answer, "Agent/Create");
        if (answer.status() >= 500) {
            throw new IOException(why);
        }
        return Optional.of(new NodeRefused(why));
    }

    private Optional<JsonObject> computer(AgentName name) throws IOException {
        ControllerRest.Answer answer = rest.get(path(name) + "api/json");
        if (answer.status() == 404) {
            return Optional.empty();
        }
        Dialect.check(rest, path(name), answer, "Overall/Read");
        return Optional.of(new JsonObject(answer.body()));
    }

    private static String path(AgentName name) {
        return "computer/" + ControllerRest.encode(name.value()) + "/";
    }

    /** The secret that the node's agent has to bring; empty if there is no such node. */
    public Optional<String> secret(AgentName name) throws IOException {
        String file = path(name) + dialect().secretFile();
        ControllerRest.Answer answer = rest.get(file);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        Dialect.check(rest, file, answer, "Agent/Connect");
        Matcher secret = SECRET.matcher(answer.body());
        if (!secret.find()) {
            throw new IOException("controller " + controller + ": no secret in " + file);
        }
        return Optional.of(secret.group(1));
    }

    /** Sets the node offline: the build that runs goes on, no other begins. A node that is gone is as good. */
    public void closeNode(AgentName name, String reason) throws IOException {
        Optional<JsonObject> computer = computer(name);
        if (computer.isPresent()) {
            dialect().close(rest, path(name), computer.get(), reason);
        }
    }

    /** Removes the node. A node that is gone is as good. */
    public void deleteNode(AgentName name) throws IOException {
        String request = path(name) + "doDelete";
        ControllerRest.Answer answer = rest.post(request, Map.of());
        if (answer.status() != 404) {
            Dialect.check(rest, request, answer, "Agent/Delete");
        }
    }
}
