package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import io.remotingkafka.provisioner.plan.Differ;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.plan.Plan;
import io.remotingkafka.provisioner.plan.PlannedChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares, applies and deletes a cluster's objects. */
final class ClusterObjects {
    private final Site site;

    ClusterObjects(Site site) {
        this.site = site;
    }

    /** What applying these would do. */
    List<PlannedChange> compare(List<HasMetadata> desired) {
        List<PlannedChange> changes = new ArrayList<>();
        for (HasMetadata object : desired) {
            Optional<HasMetadata> live =
                    Optional.ofNullable(site.client().resource(object).get());
            boolean ours =
                    live.map(found -> Ownership.ours(found, site.names())).orElse(true);
            changes.add(Differ.compare(object, live, ObjectNames.MANAGER, ours));
        }
        return changes;
    }

    /** Refuses what touches others' objects or fields. */
    static void refuseOthers(Plan plan) throws FailedException {
        String others = plan.changes().stream()
                .filter(PlannedChange.MadeByOthers.class::isInstance)
                .map(change -> change.object().toString())
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new FailedException(new Failure.MadeByOthers(others));
        }
        String conflicts = plan.changes().stream()
                .filter(PlannedChange.InConflict.class::isInstance)
                .map(PlannedChange.InConflict.class::cast)
                .flatMap(change -> change.conflicts().stream()
                        .map(field -> change.object() + " " + field.path() + " is owned by " + field.owner()))
                .collect(Collectors.joining("; "));
        if (!conflicts.isEmpty()) {
            throw new FailedException(new Failure.FieldsInConflict(conflicts));
        }
    }

    void apply(List<? extends HasMetadata> desired) {
        for (HasMetadata object : desired) {
            site.client().resource(object).fieldManager(ObjectNames.MANAGER).serverSideApply();
            site.log().add(new Progress.ObjectDone(site.now(), ObjectRef.of(object), "applied"));
        }
    }

    /** Those of ours that are no longer wanted. */
    List<HasMetadata> leftovers(List<? extends HasMetadata> desired, Mode mode) {
        Set<ObjectRef> wanted = new HashSet<>();
        desired.forEach(object -> wanted.add(ObjectRef.of(object)));
        wanted.add(new ObjectRef("Secret", site.names().binding()));
        return Ownership.objects(site.client(), site.names(), mode).stream()
                .filter(object -> !wanted.contains(ObjectRef.of(object)))
                .toList();
    }

    void delete(List<? extends HasMetadata> objects) {
        for (HasMetadata object : objects) {
            site.client().resource(object).delete();
            site.log().add(new Progress.ObjectDone(site.now(), ObjectRef.of(object), "deleted"));
        }
    }
}
