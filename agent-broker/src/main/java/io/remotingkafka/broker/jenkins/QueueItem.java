package io.remotingkafka.broker.jenkins;

import io.remotingkafka.broker.label.LabelExpression;
import io.remotingkafka.protocol.naming.QueueItemId;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands in a controller's build queue.
 *
 * @param task the job's, or the pipeline step's, name
 * @param url the task's page, as the controller gives it
 * @param label the nodes that may take it; empty for any that takes builds without a label
 * @param state how far it is
 * @param why the controller's reason in its own words
 */
public record QueueItem(
        QueueItemId id, String task, String url, Optional<LabelExpression> label, State state, String why) {
    /** How far it is. */
    public sealed interface State {
        /** No executor could help: quiet period, a throttle, another build of the job. */
        record Waiting() implements State {}

        /** It waits for an executor. */
        record Buildable(Instant since) implements State {}

        /** An executor has it already, and the build is about to begin. */
        record Pending() implements State {}
    }

    /** Whether an executor would help. */
    public boolean isBuildable() {
        return state instanceof State.Buildable;
    }
}
