package io.remotingkafka.provisioner.resource;

import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a resource needs, from what it wants, what is there, and what was tried. Pure; asked again whenever one of
 * these changes, so each answer is one step.
 *
 * @param retry how long after a failure the same is tried again
 */
record Reconciliation(Duration retry) {
    /** What to do now. */
    sealed interface Action {
        /** Put our finalizer on it, before anything is made. */
        record Hold() implements Action {}

        /** Begin to make or change the Kafka. */
        record Apply(KafkaClusterSpec spec) implements Action {}

        /** Begin to take the Kafka away. */
        record Remove(VolumeChoice volumes) implements Action {}

        /** Take our finalizer off: nothing is left. */
        record LetGo() implements Action {}

        /** Tell that what it wants cannot be. */
        record Refuse(Reason reason) implements Action {}

        /** Nothing, but for telling how it stands. */
        record Wait() implements Action {}
    }

    /**
     * The last thing that we began for a resource.
     *
     * @param spec what was wanted; empty when it was being taken away
     * @param ended when it ended
     * @param failure why it failed
     */
    record Attempt(Optional<KafkaClusterSpec> spec, Optional<Instant> ended, Optional<Reason> failure) {
        static Attempt applying(KafkaClusterSpec spec) {
            return new Attempt(Optional.of(spec), Optional.empty(), Optional.empty());
        }

        static Attempt removing() {
            return new Attempt(Optional.empty(), Optional.empty(), Optional.empty());
        }

        Attempt ended(Instant now, Optional<Reason> why) {
            return new Attempt(spec, Optional.of(now), why);
        }

        boolean running() {
            return ended.isEmpty();
        }

        private boolean failedSince(Instant time) {
            return failure.isPresent() && ended.filter(at -> at.isAfter(time)).isPresent();
        }
    }

    Action decide(KafkaClusterResource resource, Optional<ClusterStatus> there, Optional<Attempt> last, Instant now) {
        if (resource.deleting()) {
            return resource.held() ? leave(resource, there, last, now) : new Action.Wait();
        }
        return switch (resource.wanted()) {
            case KafkaClusterResource.Wanted.Invalid(Reason reason) -> new Action.Refuse(reason);
            case KafkaClusterResource.Wanted.Cluster(KafkaClusterSpec spec) ->
                resource.held() ? reach(spec, there, last, now) : new Action.Hold();
        };
    }

    private Action leave(
            KafkaClusterResource resource, Optional<ClusterStatus> there, Optional<Attempt> last, Instant now) {
        if (there.isEmpty()) {
            // What we began may be about to record itself; then there is something to remove.
            return last.filter(Attempt::running).isPresent() ? new Action.Wait() : new Action.LetGo();
        }
        boolean removing = there.get().phase() == Phase.REMOVING;
        boolean failedJustNow = last.filter(attempt -> attempt.spec().isEmpty())
                .filter(attempt -> attempt.failedSince(now.minus(retry)))
                .isPresent();
        return removing || failedJustNow ? new Action.Wait() : new Action.Remove(resource.volumes());
    }

    private Action reach(KafkaClusterSpec spec, Optional<ClusterStatus> there, Optional<Attempt> last, Instant now) {
        boolean same = there.filter(status -> status.spec().equals(spec)).isPresent();
        if (there.filter(status -> status.phase() == Phase.REMOVING).isPresent()) {
            return new Action.Wait();
        }
        if (same && there.get().phase() != Phase.FAILED) {
            return new Action.Wait();
        }
        Optional<Attempt> tried = last.filter(attempt -> attempt.spec().equals(Optional.of(spec)));
        boolean wait = tried.filter(attempt -> attempt.running() || attempt.failedSince(now.minus(retry)))
                .isPresent();
        return wait ? new Action.Wait() : new Action.Apply(spec);
    }
}
