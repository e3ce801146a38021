package io.remotingkafka.quickstart.controller;

import io.remotingkafka.quickstart.CannotGoOnException;
import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.HudsonJobs;
import io.remotingkafka.testbed.hudson.HudsonNodes;
import io.remotingkafka.testbed.hudson.RefusedRequestException;
import io.remotingkafka.testbed.hudson.RestClient;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The controller that the agent is for, over REST: it is only asked for what any administrator's script may ask. */
public final class Controller {
    private static final Pattern FIRST_ARGUMENT = Pattern.compile("<argument>([0-9a-f]{32,})</argument>");
    private static final Pattern BUILD_PATH = Pattern.compile("/((?:job/[^/]+/)+)([0-9]+)/?$");

    private final URI url;
    private final RestClient rest;
    private final Family family;
    private final String version;

    private Controller(URI url, RestClient rest, Family family, String version) {
        this.url = url;
        this.rest = rest;
        this.family = family;
        this.version = version;
    }

    /**
     * Finds out what is there.
     *
     * @throws CannotGoOnException if it is no controller, or does not let this user in
     */
    public static Controller at(URI url, RestClient rest) {
        HttpResponse<String> answer;
        try {
            answer = rest.get("api/json", BodyHandlers.ofString());
        } catch (UncheckedIOException e) {
            throw new CannotGoOnException(
                    "No answer from " + url + ": " + e.getCause() + ". Is the address right, and does it run?", e);
        }
        Optional<String> jenkins = answer.headers().firstValue("X-Jenkins");
        switch (answer.statusCode()) {
            case 200 -> {}
            case 401, 403 ->
                throw new CannotGoOnException(url + " does not let this user in (" + answer.statusCode()
                        + "). It needs the user's name and an API token, which the user's own page"
                        + " on the controller makes.");
            case 503 -> throw new CannotGoOnException(url + " is starting or busy (503). Try again in a while.");
            default ->
                throw new CannotGoOnException(
                        url + "api/json was answered with " + answer.statusCode() + " instead of 200"
                                + answer.headers()
                                        .firstValue("Location")
                                        .map(to -> " and leads to " + to)
                                        .orElse("")
                                + ". Is this the controller's own URL, context path included?");
        }
        if (jenkins.isPresent()) {
            return new Controller(url, rest, Family.JENKINS, jenkins.get());
        }
        // On its pages alone; and Jenkins says it as well, for old tools.
        return rest.get("", BodyHandlers.discarding())
                .headers()
                .firstValue("X-Hudson")
                .map(found -> new Controller(url, rest, Family.HUDSON, found))
                .orElseThrow(() -> new CannotGoOnException(
                        url + " answers, but not as a Jenkins does (no X-Jenkins header). Is a proxy in between?"));
    }

    /** Which of the two it is. */
    public Family family() {
        return family;
    }

    /** Its name and version. */
    public String version() {
        return switch (family) {
            case JENKINS -> "Jenkins " + version;
            case HUDSON -> "Hudson " + version;
        };
    }

    /** Its URL, with a slash at the end. */
    public URI url() {
        return url;
    }

    /** Creates a node for one inbound agent that takes labelled builds alone. */
    public void createNode(String name, String labels, Path remoteRoot) {
        try {
            switch (family) {
                case HUDSON -> new HudsonNodes(rest).create(name, remoteRoot, labels, 1);
                case JENKINS ->
                    rest.postForm(
                            "computer/doCreateItem",
                            Map.of(
                                    "name",
                                    name,
                                    "type",
                                    "hudson.slaves.DumbSlave",
                                    "json",
                                    jenkinsNode(name, labels, remoteRoot).encode()));
            }
        } catch (RefusedRequestException e) {
            throw new CannotGoOnException(refusal("create the node " + name, "Agent/Create and Agent/Configure", e), e);
        }
    }

    private static JsonObject jenkinsNode(String name, String labels, Path remoteRoot) {
        String launcher = "hudson.slaves.JNLPLauncher";
        String retention = "hudson.slaves.RetentionStrategy$Always";
        return new JsonObject()
                .put("name", name)
                .put("nodeDescription", "Temporary: made by ./quickstart of Remoting over Kafka")
                .put("numExecutors", "1")
                .put("remoteFS", remoteRoot.toString())
                .put("labelString", labels)
                .put("mode", "EXCLUSIVE")
                .put("type", "hudson.slaves.DumbSlave")
                .put(
                        "launcher",
                        new JsonObject()
                                .put("stapler-class", launcher)
                                .put("$class", launcher)
                                .put("webSocket", true))
                .put(
                        "retentionStrategy",
                        new JsonObject().put("stapler-class", retention).put("$class", retention))
                .put("nodeProperties", new JsonObject().put("stapler-class-bag", "true"));
    }

    /** The secret of a node's agent. */
    public String secret(String node) {
        return switch (family) {
            case HUDSON -> new HudsonNodes(rest).secret(node);
            case JENKINS -> {
                Matcher argument = FIRST_ARGUMENT.matcher(jnlp(node));
                if (!argument.find()) {
                    throw new CannotGoOnException("The controller names no secret for its node " + node
                            + ". Are inbound agents allowed on it?");
                }
                yield argument.group(1);
            }
        };
    }

    private String jnlp(String node) {
        try {
            return rest.text(RestClient.path("computer", node) + "jenkins-agent.jnlp");
        } catch (RefusedRequestException e) {
            throw new CannotGoOnException(refusal("read the secret of the node " + node, "Agent/Connect", e), e);
        }
    }

    /** Whether the node's agent is connected. */
    public boolean isOnline(String node) {
        return new HudsonNodes(rest).state(node).online();
    }

    /** Whether there is a node whose name begins with that of a pool. */
    public boolean hasNodeOf(String pool) {
        return rest.json("computer/api/json?tree=computer%5BdisplayName%5D").getJsonArray("computer").stream()
                .map(JsonObject.class::cast)
                .anyMatch(node -> node.getString("displayName").startsWith(pool + "-"));
    }

    /** Removes a node; it need not exist. */
    public void deleteNode(String name) {
        ignoreMissing(() -> new HudsonNodes(rest).delete(name));
    }

    /** Its jobs. */
    public HudsonJobs jobs() {
        return new HudsonJobs(rest);
    }

    /** Removes a job; it need not exist. */
    public void deleteJob(String name) {
        ignoreMissing(() -> jobs().delete(name));
    }

    private static void ignoreMissing(Runnable deletion) {
        try {
            deletion.run();
        } catch (RefusedRequestException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    /** What the node's executor is building now. */
    public Optional<Build> buildOn(String node) {
        JsonObject computer = rest.json(RestClient.path("computer", node)
                + "api/json?depth=1&tree=executors%5BcurrentExecutable%5Burl,number%5D%5D");
        return computer.getJsonArray("executors").stream()
                .map(JsonObject.class::cast)
                .flatMap(executor -> Optional.ofNullable(executor.getJsonObject("currentExecutable")).stream())
                .flatMap(running -> Optional.ofNullable(running.getString("url")).stream())
                .map(BUILD_PATH::matcher)
                .filter(Matcher::find)
                .map(path -> new Build(rest, path.group(1), Integer.parseInt(path.group(2))))
                .findFirst();
    }

    private static String refusal(String what, String rights, RefusedRequestException e) {
        return e.status() == 403 || e.status() == 401
                ? "The controller does not let this user " + what + ". The user needs " + rights + "."
                : "The controller would not " + what + ": " + e.getMessage();
    }
}
