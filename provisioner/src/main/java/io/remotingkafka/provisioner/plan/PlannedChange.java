package io.remotingkafka.provisioner.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What applying would do to one object. */
@RegisterForReflection(
        targets = {
            PlannedChange.Created.class,
            PlannedChange.Changed.class,
            PlannedChange.Unchanged.class,
            PlannedChange.Removed.class,
            PlannedChange.InConflict.class,
            PlannedChange.MadeByOthers.class,
            PlannedChange.FieldConflict.class
        })
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PlannedChange.Created.class, name = "Created"),
    @JsonSubTypes.Type(value = PlannedChange.Changed.class, name = "Changed"),
    @JsonSubTypes.Type(value = PlannedChange.Unchanged.class, name = "Unchanged"),
    @JsonSubTypes.Type(value = PlannedChange.Removed.class, name = "Removed"),
    @JsonSubTypes.Type(value = PlannedChange.InConflict.class, name = "InConflict"),
    @JsonSubTypes.Type(value = PlannedChange.MadeByOthers.class, name = "MadeByOthers")
})
public sealed interface PlannedChange {
    /** Which object. */
    ObjectRef object();

    /** It is not there yet. */
    record Created(ObjectRef object) implements PlannedChange {}

    /**
     * It is there, and differs.
     *
     * @param fields paths of the fields that change
     */
    record Changed(ObjectRef object, List<String> fields) implements PlannedChange {}

    /** It is there as it has to be. */
    record Unchanged(ObjectRef object) implements PlannedChange {}

    /** It is one of ours and no longer wanted. */
    record Removed(ObjectRef object) implements PlannedChange {}

    /** Others own fields that would change; nothing is applied until that is settled. */
    record InConflict(ObjectRef object, List<FieldConflict> conflicts) implements PlannedChange {}

    /** An object of that name is there and is not ours; it is never touched. */
    record MadeByOthers(ObjectRef object) implements PlannedChange {}

    /**
     * A field that somebody else owns.
     *
     * @param path of the field
     * @param owner the field manager that owns it
     */
    record FieldConflict(String path, String owner) {}
}
