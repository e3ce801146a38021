package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * A plan, as the page shows it.
 *
 * @param manifests the objects as YAML, without secret values
 */
public record PlanView(boolean applicable, Optional<String> warning, List<ChangeView> changes, String manifests) {
    static PlanView of(Plan plan, String manifests) {
        return new PlanView(
                plan.applicable(),
                plan.warning(),
                plan.changes().stream().map(ChangeView::of).toList(),
                manifests);
    }

    /** Whether there is nothing to do. */
    public boolean isNothingToDo() {
        return changes.stream().allMatch(change -> change.word().equals("Unchanged"));
    }
}
