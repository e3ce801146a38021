package io.remotingkafka.provisioner.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Profile;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.resource.KafkaClusterResource.Wanted;
import io.remotingkafka.provisioner.resource.Reconciliation.Action;
import io.remotingkafka.provisioner.resource.Reconciliation.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final KafkaClusterSpec ONE = KafkaClusterSpec.standard();
    private static final KafkaClusterSpec THREE = new KafkaClusterSpec(
            null, Profile.THREE, Optional.empty(), Optional.empty(), null, null, null, null, Optional.empty());
    private static final Reason WHY = new Reason("quota-exceeded", "no room", "raise it");
    private static final Optional<ClusterStatus> NOTHING = Optional.empty();
    private static final Optional<Attempt> NEVER = Optional.empty();

    private final Reconciliation reconciliation = new Reconciliation(RETRY);

    @Test
    void isHeldBeforeAnythingIsMade() {
        assertThat(decide(resource(false, false, ONE), NOTHING, NEVER)).isEqualTo(new Action.Hold());
        assertThat(decide(resource(false, true, ONE), NOTHING, NEVER)).isEqualTo(new Action.Apply(ONE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"APPLYING", "READY", "REMOVING"})
    void whatIsThereOrOnItsWayIsLeftAlone(Phase phase) {
        assertThat(decide(resource(false, true, ONE), there(phase, ONE), NEVER)).isEqualTo(new Action.Wait());
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"APPLYING", "READY", "FAILED"})
    void anotherSpecificationIsApplied(Phase phase) {
        assertThat(decide(resource(false, true, THREE), there(phase, ONE), ended(ONE)))
                .isEqualTo(new Action.Apply(THREE));
    }

    @Test
    void theSameIsNotBegunTwice() {
        Optional<Attempt> running = Optional.of(Attempt.applying(ONE));

        assertThat(decide(resource(false, true, ONE), NOTHING, running)).isEqualTo(new Action.Wait());
        assertThat(decide(resource(false, true, THREE), NOTHING, running)).isEqualTo(new Action.Apply(THREE));
    }

    @Test
    void aFailureIsTriedAgainAfterAWhile() {
        KafkaClusterResource resource = resource(false, true, ONE);

        assertThat(decide(resource, there(Phase.FAILED, ONE), failed(ONE, RETRY.minusSeconds(1))))
                .isEqualTo(new Action.Wait());
        assertThat(decide(resource, NOTHING, failed(ONE, RETRY.minusSeconds(1))))
                .as("a failure that left no record")
                .isEqualTo(new Action.Wait());
        assertThat(decide(resource, there(Phase.FAILED, ONE), failed(ONE, RETRY.plusSeconds(1))))
                .isEqualTo(new Action.Apply(ONE));
        assertThat(decide(resource, there(Phase.FAILED, ONE), NEVER))
                .as("a failure of another run")
                .isEqualTo(new Action.Apply(ONE));
    }

    @Test
    void whatCannotBeIsRefused() {
        KafkaClusterResource resource =
                new KafkaClusterResource("demo", 1, false, false, new Wanted.Invalid(WHY), VolumeChoice.KEEP);

        assertThat(decide(resource, there(Phase.READY, ONE), NEVER)).isEqualTo(new Action.Refuse(WHY));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"APPLYING", "READY", "FAILED"})
    void whatWasDeletedIsTakenAwayAsItSays(Phase phase) {
        assertThat(decide(resource(true, true, ONE), there(phase, ONE), ended(ONE)))
                .isEqualTo(new Action.Remove(VolumeChoice.DELETE));
    }

    @Test
    void whatWasDeletedIsLetGoOnceNothingIsLeft() {
        KafkaClusterResource deleted = resource(true, true, ONE);

        assertThat(decide(deleted, there(Phase.REMOVING, ONE), Optional.of(Attempt.removing())))
                .isEqualTo(new Action.Wait());
        assertThat(decide(deleted, NOTHING, Optional.of(Attempt.applying(ONE))))
                .as("what was begun has not recorded itself yet")
                .isEqualTo(new Action.Wait());
        assertThat(decide(deleted, NOTHING, Optional.of(Attempt.removing().ended(NOW, Optional.empty()))))
                .isEqualTo(new Action.LetGo());
        assertThat(decide(deleted, NOTHING, NEVER)).isEqualTo(new Action.LetGo());
        assertThat(decide(resource(true, false, ONE), there(Phase.READY, ONE), NEVER))
                .as("held by others alone")
                .isEqualTo(new Action.Wait());
    }

    @Test
    void aRemovalThatFailedIsTriedAgainAfterAWhile() {
        Attempt failed = Attempt.removing().ended(NOW.minus(RETRY).plusSeconds(1), Optional.of(WHY));
        Attempt longAgo = Attempt.removing().ended(NOW.minus(RETRY).minusSeconds(1), Optional.of(WHY));

        assertThat(decide(resource(true, true, ONE), there(Phase.FAILED, ONE), Optional.of(failed)))
                .isEqualTo(new Action.Wait());
        assertThat(decide(resource(true, true, ONE), there(Phase.FAILED, ONE), Optional.of(longAgo)))
                .isEqualTo(new Action.Remove(VolumeChoice.DELETE));
    }

    private Action decide(KafkaClusterResource resource, Optional<ClusterStatus> there, Optional<Attempt> last) {
        return reconciliation.decide(resource, there, last, NOW);
    }

    private static KafkaClusterResource resource(boolean deleting, boolean held, KafkaClusterSpec spec) {
        return new KafkaClusterResource("demo", 1, deleting, held, new Wanted.Cluster(spec), VolumeChoice.DELETE);
    }

    private static Optional<Attempt> ended(KafkaClusterSpec spec) {
        return Optional.of(Attempt.applying(spec).ended(NOW, Optional.empty()));
    }

    private static Optional<Attempt> failed(KafkaClusterSpec spec, Duration ago) {
        return Optional.of(Attempt.applying(spec).ended(NOW.minus(ago), Optional.of(WHY)));
    }

    private static Optional<ClusterStatus> there(Phase phase, KafkaClusterSpec spec) {
        return Optional.of(new ClusterStatus(
                new ClusterKey(new ConnectionName("dev"), new ClusterName("demo")),
                "kafka",
                spec,
                phase,
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }
}
