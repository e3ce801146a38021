package io.remotingkafka.broker.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remotingkafka.broker.pool.AgentPool.Launch;
import io.remotingkafka.broker.pool.AgentPool.Lifetime;
import io.remotingkafka.broker.pool.AgentPool.PodRetention;
import io.remotingkafka.broker.pool.AgentPool.Usage;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes pools of {@code AgentPool} resources, wherever they were written. A pool that is wrong is left out and said so; the
 * others are used.
 */
final class PoolReader {
    static final String API_VERSION = "remotingkafka.io/v1alpha1";
    static final String KIND = "AgentPool";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration DRAIN_TIMEOUT = Duration.ofHours(1);

    private final Set<ControllerName> controllers;
    private final Map<String, ObjectNode> resources = new TreeMap<>();
    private final Map<String, AgentPool.Resource> places = new TreeMap<>();
    private final Map<String, List<String>> problems = new TreeMap<>();

    PoolReader(Set<ControllerName> controllers) {
        this.controllers = controllers;
    }

    /** Takes one resource; {@code origin} says where it was found. */
    void add(String origin, JsonNode resource) {
        String name = resource.path("metadata").path("name").asText("");
        if (!API_VERSION.equals(resource.path("apiVersion").asText())
                || !KIND.equals(resource.path("kind").asText())) {
            problem(
                    origin,
                    "expected apiVersion: " + API_VERSION + " and kind: " + KIND + ", found "
                            + resource.path("apiVersion") + " and " + resource.path("kind"));
        } else if (name.isEmpty()) {
            problem(origin, "metadata.name: expected a name, found none");
        } else if (!(resource.path("spec") instanceof ObjectNode spec)) {
            problem(origin, "spec: expected an object, found " + resource.path("spec"));
        } else if (resources.putIfAbsent(name, spec) != null) {
            problem(origin, "metadata.name: there is a pool '" + name + "' already");
        }
    }

    /** Takes one that is a resource in Kubernetes. */
    void add(String origin, JsonNode resource, AgentPool.Resource place) {
        add(origin, resource);
        String name = resource.path("metadata").path("name").asText("");
        if (resource.path("spec").equals(resources.get(name))) {
            places.put(name, place);
        }
    }

    private void problem(String origin, String text) {
        problems.computeIfAbsent(origin, o -> new ArrayList<>()).add(text);
    }

    /** A source that cannot be read at all. */
    void unreadable(String origin, String why) {
        problem(origin, why);
    }

    PoolReading read() {
        Map<PoolName, AgentPool> pools = new TreeMap<>();
        resources.keySet().forEach(name -> {
            List<String> wrong = new ArrayList<>();
            Optional<AgentPool> pool =
                    inherited(name, new LinkedHashSet<>(), wrong).flatMap(spec -> pool(name, spec, wrong));
            if (wrong.isEmpty() && pool.isPresent()) {
                pools.put(pool.get().name(), pool.get());
            } else {
                wrong.forEach(text -> problem(name, text));
            }
        });
        return new PoolReading(pools, problems);
    }

    private Optional<ObjectNode> inherited(String name, Set<String> below, List<String> wrong) {
        ObjectNode own = resources.get(name);
        if (own == null) {
            wrong.add("spec.extends: there is no pool '" + name + "'");
            return Optional.empty();
        }
        if (!below.add(name)) {
            wrong.add("spec.extends: goes round in a circle: " + String.join(" -> ", below) + " -> " + name);
            return Optional.empty();
        }
        Optional<String> base = new Fields("spec", own, wrong).text("extends");
        if (base.isEmpty()) {
            return Optional.of(own);
        }
        return inherited(base.get(), below, wrong).map(spec -> StrategicMerge.merge(spec, own));
    }

    private Optional<AgentPool> pool(String name, ObjectNode spec, List<String> wrong) {
        Fields fields = new Fields("spec", spec, wrong);
        fields.allow(
                "extends",
                "controller",
                "labels",
                "usage",
                "maxAgents",
                "standby",
                "lifetime",
                "startTimeout",
                "podRetention",
                "drainTimeout",
                "template",
                "webSocket",
                "process");
        Set<String> labels = new LinkedHashSet<>(fields.texts("labels"));
        labels.stream()
                .filter(label -> label.contains(" "))
                .forEach(label -> fields.wrong("labels", "no blanks", label));
        Usage usage = fields.word("usage", Usage.class, Usage.EXCLUSIVE);
        if (labels.isEmpty() && usage == Usage.EXCLUSIVE) {
            wrong.add("spec.labels: an exclusive pool without labels takes no build: give it labels, or usage: Normal");
        }
        int maxAgents = fields.number("maxAgents", 0, 10_000, 10);
        int standby = fields.number("standby", 0, 10_000, 0);
        if (standby > maxAgents) {
            wrong.add("spec.standby: " + standby + " is more than maxAgents, " + maxAgents);
        }
        try {
            PoolName poolName = new PoolName(name);
            Optional<ControllerName> controller = controller(fields, wrong);
            Optional<Launch> launch = launch(fields, wrong);
            return controller.flatMap(owner -> launch.map(how -> new AgentPool(
                    poolName,
                    owner,
                    labels,
                    usage,
                    maxAgents,
                    standby,
                    lifetime(fields, wrong),
                    fields.duration("startTimeout", START_TIMEOUT),
                    fields.word("podRetention", PodRetention.class, PodRetention.NEVER),
                    fields.duration("drainTimeout", DRAIN_TIMEOUT),
                    how,
                    Optional.ofNullable(places.get(name)))));
        } catch (IllegalArgumentException e) {
            wrong.add("metadata.name: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<ControllerName> controller(Fields fields, List<String> wrong) {
        Optional<String> named = fields.text("controller");
        if (named.isEmpty() && controllers.size() == 1) {
            return controllers.stream().findFirst();
        }
        Optional<ControllerName> known = controllers.stream()
                .filter(controller -> named.isPresent() && controller.value().equals(named.get()))
                .findFirst();
        if (known.isEmpty()) {
            wrong.add("spec.controller: expected one of " + controllers + ", found " + named.orElse("nothing"));
        }
        return known;
    }

    private static Lifetime lifetime(Fields fields, List<String> wrong) {
        Fields lifetime = fields.below("lifetime");
        lifetime.allow("builds", "idle");
        if (lifetime.has("builds") && lifetime.has("idle")) {
            wrong.add("spec.lifetime: expected either builds or idle, found both");
        }
        lifetime.number("builds", 1, 1, 1);
        return lifetime.has("idle")
                ? new Lifetime.Idle(lifetime.duration("idle", Duration.ofMinutes(10)))
                : new Lifetime.OneBuild();
    }

    private static Optional<Launch> launch(Fields fields, List<String> wrong) {
        if (fields.has("template") == fields.has("process")) {
            wrong.add("spec: expected either template (a pod) or process (a command of this machine), found "
                    + (fields.has("template") ? "both" : "none"));
            return Optional.empty();
        }
        if (fields.has("process")) {
            Fields process = fields.below("process");
            process.allow("command");
            List<String> command = process.texts("command");
            if (command.isEmpty()) {
                process.wrong("command", "agent.jar's command line as a list of words", "none");
            }
            return Optional.of(new Launch.LocalProcess(command));
        }
        Fields template = fields.below("template");
        Optional<ObjectNode> written = fields.object("template");
        boolean hasAgent = written.stream()
                .flatMap(node -> node.path("spec").path("containers").valueStream())
                .anyMatch(container -> "jnlp".equals(container.path("name").asText()));
        if (!hasAgent) {
            template.wrong("spec.containers", "a container named jnlp with an inbound-agent image", "none");
        }
        return written.map(node -> new Launch.Pod(node, fields.flag("webSocket", true)));
    }
}
