package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.apply.Step;
import java.util.List;

/**
 * One step of an operation, as the page shows it.
 *
 * @param lines what Kubernetes said meanwhile: of each object the last word
 */
public record StepView(Step step, State state, List<String> lines) {
    /** How far a step is. */
    public enum State {
        /** Not begun. */
        PENDING,
        /** Going on. */
        CURRENT,
        /** Over. */
        DONE,
        /** Where the operation was given up. */
        FAILED
    }

    public StepView {
        lines = List.copyOf(lines);
    }
}
