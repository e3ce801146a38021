package io.remotingkafka.provisioner.plan;

import java.util.List;
import java.util.Optional;

/**
 * What applying would do, object by object, in the order in which it would be done.
 *
 * @param changes one for each object
 * @param warning something to know before, such as that a mode is legacy
 */
public record Plan(List<PlannedChange> changes, Optional<String> warning) {
    public Plan {
        changes = List.copyOf(changes);
    }

    /** Whether it can be applied: nothing in it belongs to others. */
    public boolean applicable() {
        return changes.stream()
                .noneMatch(change ->
                        change instanceof PlannedChange.InConflict || change instanceof PlannedChange.MadeByOthers);
    }
}
