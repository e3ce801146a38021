package io.remotingkafka.broker.jenkins;

import io.remotingkafka.broker.label.LabelExpression;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hudson 3, which Jenkins comes from. Its queue has no numbers and no times, so an item is known by its job and by when it
 * was seen first; it knows no {@code changeOfflineCause}, and does not tell why a node is offline.
 */
final class HudsonDialect implements Dialect {
    private static final Pattern ASSIGNED = Pattern.compile("<assignedNode>([^<]*)</assignedNode>");

    private record Seen(Instant first, Optional<String> label) {}

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    @Override
    public String nodeType() {
        return "hudson.slaves.DumbSlave$DescriptorImpl";
    }

    @Override
    public String secretFile() {
        return "slave-agent.jnlp";
    }

    @Override
    public String itemFields() {
        return "why,task[name,url]";
    }

    @Override
    public QueueItem item(Controller controller, ControllerRest rest, JsonObject item, Instant now) throws IOException {
        JsonObject task = item.getJsonObject("task", new JsonObject());
        String url = task.getString("url", "");
        String name = task.getString("name", url);
        String why = item.getString("why", "");
        Seen known = seen.get(url);
        if (known == null) {
            known = new Seen(Instant.ofEpochMilli(now.toEpochMilli()), assigned(rest, name));
            seen.put(url, known);
        }
        return new QueueItem(
                new QueueItemId(controller.name(), name, known.first()),
                name,
                url,
                known.label().map(LabelExpression::lax),
                WaitReason.of(why).needsExecutor()
                        ? new QueueItem.State.Buildable(known.first())
                        : new QueueItem.State.Waiting(),
                why);
    }

    private static Optional<String> assigned(ControllerRest rest, String job) throws IOException {
        ControllerRest.Answer config = rest.get("job/" + ControllerRest.encode(job) + "/config.xml");
        Matcher node = ASSIGNED.matcher(config.status() == 200 ? config.body() : "");
        return node.find()
                ? Optional.of(node.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&"))
                : Optional.empty();
    }

    @Override
    public void only(Set<String> tasks) {
        seen.keySet().retainAll(tasks);
    }

    @Override
    public boolean isClosed(JsonObject computer) {
        return computer.getBoolean("temporarilyOffline", false);
    }

    @Override
    public void close(ControllerRest rest, String path, JsonObject computer, String reason) throws IOException {
        // It flips, so it must not be sent to a node that is offline already.
        if (!computer.getBoolean("temporarilyOffline", false)) {
            String request = path + "toggleOffline";
            Dialect.check(
                    rest, request, rest.post(request, Map.of("offlineMessage", OURS + reason)), "Agent/Disconnect");
        }
    }
}
