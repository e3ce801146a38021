package io.remotingkafka.provisioner.apply;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.plan.ObjectRef;
import java.time.Instant;
import java.util.List;

/** What happens while a cluster is applied or undone, as it happens. */
@RegisterForReflection(
        targets = {
            Progress.StepBegan.class,
            Progress.ObjectDone.class,
            Progress.Observed.class,
            Progress.LogTail.class,
            Progress.Ready.class,
            Progress.Failed.class,
            Progress.Removed.class
        })
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Progress.StepBegan.class, name = "StepBegan"),
    @JsonSubTypes.Type(value = Progress.ObjectDone.class, name = "ObjectDone"),
    @JsonSubTypes.Type(value = Progress.Observed.class, name = "Observed"),
    @JsonSubTypes.Type(value = Progress.LogTail.class, name = "LogTail"),
    @JsonSubTypes.Type(value = Progress.Ready.class, name = "Ready"),
    @JsonSubTypes.Type(value = Progress.Failed.class, name = "Failed"),
    @JsonSubTypes.Type(value = Progress.Removed.class, name = "Removed")
})
public sealed interface Progress {
    /** When. */
    Instant at();

    /** Whether nothing comes after it. */
    default boolean last() {
        return this instanceof Ready || this instanceof Failed || this instanceof Removed;
    }

    /** The next step began, so the one before it is done. */
    record StepBegan(Instant at, Step step) implements Progress {}

    /** Kubernetes took an object, or let go of it. */
    record ObjectDone(Instant at, ObjectRef object, String done) implements Progress {}

    /** What Kubernetes says of an object meanwhile: pulling its image, unschedulable and why, restarting. */
    record Observed(Instant at, ObjectRef object, String says) implements Progress {}

    /** The last lines that a container wrote before it ended. */
    record LogTail(Instant at, String pod, List<String> lines) implements Progress {}

    /** Proved and handed over. */
    record Ready(Instant at, ClusterStatus status) implements Progress {}

    /** Given up. */
    record Failed(Instant at, Reason reason) implements Progress {}

    /** Nothing is left but what was to be kept. */
    record Removed(Instant at) implements Progress {}
}
