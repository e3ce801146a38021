package io.remotingkafka.provisioner.console.kafka;

import io.remotingkafka.provisioner.plan.PlannedChange;
import java.util.List;

/**
 * One line of a plan, as the page shows it.
 *
 * @param word what would happen
 * @param colour of the label, as PatternFly names it
 * @param details the fields that change, or are in conflict and with whom
 */
public record ChangeView(String object, String word, String colour, List<String> details) {
    static ChangeView of(PlannedChange change) {
        String object = change.object().toString();
        return switch (change) {
            case PlannedChange.Created ignored -> new ChangeView(object, "Created", "success", List.of());
            case PlannedChange.Changed changed -> new ChangeView(object, "Changed", "primary", changed.fields());
            case PlannedChange.Unchanged ignored -> new ChangeView(object, "Unchanged", "secondary", List.of());
            case PlannedChange.Removed ignored -> new ChangeView(object, "Removed", "warning", List.of());
            case PlannedChange.InConflict conflict ->
                new ChangeView(
                        object,
                        "In conflict",
                        "danger",
                        conflict.conflicts().stream()
                                .map(field -> field.path() + " belongs to " + field.owner())
                                .toList());
            case PlannedChange.MadeByOthers ignored ->
                new ChangeView(
                        object,
                        "Made by others",
                        "danger",
                        List.of(
                                "An object of that name is there, and is not ours. Choose another name for the cluster."));
        };
    }
}
