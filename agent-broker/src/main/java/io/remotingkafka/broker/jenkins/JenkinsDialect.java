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

/** Jenkins. */
final class JenkinsDialect implements Dialect {
    /** Labels of the jobs whose tasks do not tell theirs, as long as they wait. */
    private final Map<String, Optional<String>> jobLabels = new ConcurrentHashMap<>();

    @Override
    public String nodeType() {
        return "hudson.slaves.DumbSlave";
    }

    @Override
    public String secretFile() {
        return "jenkins-agent.jnlp";
    }

    @Override
    public String itemFields() {
        return "id,why,buildable,blocked,stuck,pending,inQueueSince,buildableStartMilliseconds,"
                + "task[name,url,labelExpression]";
    }

    @Override
    public QueueItem item(Controller controller, ControllerRest rest, JsonObject item, Instant now) throws IOException {
        JsonObject task = item.getJsonObject("task", new JsonObject());
        String why = item.getString("why", "");
        Instant since = Instant.ofEpochMilli(item.getLong("inQueueSince", 0L));
        String url = task.getString("url", "");
        return new QueueItem(
                new QueueItemId(controller.name(), String.valueOf(item.getLong("id")), since),
                task.getString("name", url),
                url,
                label(rest, task, url, WaitReason.of(why)).map(LabelExpression::lax),
                state(item, since),
                why);
    }

    private static QueueItem.State state(JsonObject item, Instant since) {
        if (item.getBoolean("pending", false)) {
            return new QueueItem.State.Pending();
        }
        return item.getBoolean("buildable", false)
                ? new QueueItem.State.Buildable(
                        Instant.ofEpochMilli(item.getLong("buildableStartMilliseconds", since.toEpochMilli())))
                : new QueueItem.State.Waiting();
    }

    private Optional<String> label(ControllerRest rest, JsonObject task, String url, WaitReason why)
            throws IOException {
        Optional<String> told = text(task.getString("labelExpression")).or(why::named);
        if (told.isPresent() || why instanceof WaitReason.NoFreeExecutor || url.isEmpty()) {
            return told;
        }
        Optional<String> known = jobLabels.get(url);
        if (known == null) {
            known = jobLabel(rest, url);
            jobLabels.put(url, known);
        }
        return known;
    }

    private static Optional<String> jobLabel(ControllerRest rest, String url) throws IOException {
        // The controller's idea of its own address need not be ours: only the path behind its root counts.
        int job = url.indexOf("/job/");
        if (job < 0) {
            return Optional.empty();
        }
        ControllerRest.Answer answer = rest.get(url.substring(job + 1) + "api/json?tree=labelExpression");
        return answer.status() == 200
                ? text(new JsonObject(answer.body()).getString("labelExpression"))
                : Optional.empty();
    }

    private static Optional<String> text(String text) {
        return Optional.ofNullable(text).filter(found -> !found.isBlank());
    }

    @Override
    public void only(Set<String> tasks) {
        jobLabels.keySet().retainAll(tasks);
    }

    @Override
    public boolean isClosed(JsonObject computer) {
        return computer.getString("offlineCauseReason", "").contains(OURS);
    }

    @Override
    public void close(ControllerRest rest, String path, JsonObject computer, String reason) throws IOException {
        String request = path + "changeOfflineCause";
        Dialect.check(rest, request, rest.post(request, Map.of("offlineMessage", OURS + reason)), "Agent/Disconnect");
    }
}
