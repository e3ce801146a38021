package io.remotingkafka.provisioner.console;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.event.SessionSummary;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.QueueItemId;
import io.remotingkafka.provisioner.apply.Progress;
import io.remotingkafka.provisioner.apply.Step;
import io.remotingkafka.provisioner.cluster.Access;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.ClusterKey;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.ClusterStatus;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Profile;
import io.remotingkafka.provisioner.cluster.Proof;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.Resources;
import io.remotingkafka.provisioner.cluster.Storage;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionView;
import io.remotingkafka.provisioner.connection.check.Check;
import io.remotingkafka.provisioner.connection.check.ConnectionReport;
import io.remotingkafka.provisioner.connection.check.Subject;
import io.remotingkafka.provisioner.console.agents.AgentBoard;
import io.remotingkafka.provisioner.console.agents.AgentRow;
import io.remotingkafka.provisioner.console.builds.BuildBoard;
import io.remotingkafka.provisioner.console.builds.BuildsView;
import io.remotingkafka.provisioner.console.builds.Failure;
import io.remotingkafka.provisioner.console.builds.PoolFailure;
import io.remotingkafka.provisioner.console.builds.Situation;
import io.remotingkafka.provisioner.console.builds.Story;
import io.remotingkafka.provisioner.console.builds.StoryStep;
import io.remotingkafka.provisioner.console.builds.StoryView;
import io.remotingkafka.provisioner.console.connections.ConnectionForm;
import io.remotingkafka.provisioner.console.connections.CredentialKind;
import io.remotingkafka.provisioner.console.events.Reading;
import io.remotingkafka.provisioner.console.kafka.ChangeView;
import io.remotingkafka.provisioner.console.kafka.ClusterView;
import io.remotingkafka.provisioner.console.kafka.ClustersView;
import io.remotingkafka.provisioner.console.kafka.KafkaForm;
import io.remotingkafka.provisioner.console.kafka.PlanView;
import io.remotingkafka.provisioner.console.kafka.ProgressView;
import io.remotingkafka.provisioner.console.kafka.StepView;
import io.remotingkafka.provisioner.plan.ObjectRef;
import io.remotingkafka.provisioner.plan.Plan;
import io.remotingkafka.provisioner.plan.PlannedChange;
import java.util.Map;
import java.util.Optional;

/**
 * What pages ask for their values. Where a part of a page is included without its values' types, Qute looks at the object itself, which
 * in a native executable it can only do of these.
 */
@RegisterForReflection(
        targets = {
            Problem.class,
            AgentBoard.class,
            AgentRow.class,
            AgentRow.Ended.class,
            BuildBoard.class,
            BuildsView.class,
            Failure.class,
            PoolFailure.class,
            Situation.class,
            StoryStep.class,
            StoryStep.Teller.class,
            Story.class,
            StoryView.class,
            Reading.class,
            QueueItemId.class,
            ControllerName.class,
            ConnectionForm.class,
            CredentialKind.class,
            ChangeView.class,
            ClusterView.class,
            ClustersView.class,
            KafkaForm.class,
            PlanView.class,
            ProgressView.class,
            StepView.class,
            StepView.State.class,
            Access.class,
            ClientSecurity.class,
            ClusterKey.class,
            ClusterName.class,
            ClusterStatus.class,
            ExternalKafka.class,
            KafkaClusterSpec.class,
            Listeners.class,
            Listeners.External.class,
            Listeners.ExternalType.class,
            Mode.class,
            Phase.class,
            Profile.class,
            Proof.class,
            Proof.ListenerProof.class,
            Reason.class,
            Resources.class,
            Storage.class,
            VolumeChoice.class,
            ObjectRef.class,
            Plan.class,
            PlannedChange.Created.class,
            PlannedChange.Changed.class,
            PlannedChange.Unchanged.class,
            PlannedChange.Removed.class,
            PlannedChange.InConflict.class,
            PlannedChange.MadeByOthers.class,
            PlannedChange.FieldConflict.class,
            ConnectionName.class,
            ConnectionView.class,
            Check.class,
            Check.Outcome.class,
            ConnectionReport.class,
            Subject.ServerReached.class,
            Subject.TlsTrusted.class,
            Subject.ServerVersion.class,
            Subject.Identity.class,
            Subject.TargetNamespace.class,
            Subject.Permission.class,
            Subject.DefaultStorageClass.class,
            Subject.Quota.class,
            Subject.PodSecurity.class,
            Progress.StepBegan.class,
            Progress.ObjectDone.class,
            Progress.Observed.class,
            Progress.LogTail.class,
            Progress.Ready.class,
            Progress.Failed.class,
            Progress.Removed.class,
            Step.class,
            LiveSession.class,
            SessionSummary.class,
            // Of enums their names, of the JDK's own what values come in.
            Enum.class,
            Map.class,
            Map.Entry.class,
            Optional.class
        })
final class TemplateTypes {
    private TemplateTypes() {}
}
