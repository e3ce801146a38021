package io.remotingkafka.broker.jenkins;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;

/** What controllers of one family say differently. */
sealed interface Dialect permits JenkinsDialect, HudsonDialect {
    /** What our reasons for setting a node offline begin with. */
    String OURS = "Remoting over Kafka: ";

    /** Which family answered. */
    static Dialect of(ControllerRest.Answer answer) {
        // Jenkins sends X-Hudson as well.
        return answer.headers().containsKey("x-jenkins") ? new JenkinsDialect() : new HudsonDialect();
    }

    /** The class of a permanent node in {@code doCreateItem}. */
    String nodeType();

    /** The file below a node's page in which its secret stands. */
    String secretFile();

    /** Which of an item's fields are asked for. */
    String itemFields();

    /** One item of the queue. */
    QueueItem item(Controller controller, ControllerRest rest, JsonObject item, Instant now) throws IOException;

    /** No item but these is in the queue any more. */
    void only(java.util.Set<String> tasks);

    /** Whether the node, which is set offline, was set so by us. */
    boolean isClosed(JsonObject computer);

    /** Sets a node offline; done twice it is done once. */
    void close(ControllerRest rest, String path, JsonObject computer, String reason) throws IOException;

    /** A refusal as an exception. */
    static void check(ControllerRest rest, String request, ControllerRest.Answer answer, String right)
            throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException(rest.refused(request, answer, right));
        }
    }
}
