package io.remotingkafka.provisioner.console.events;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.KafkaOutageEnded;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.event.ProvisioningFailed;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.QueueEvent;
import io.remotingkafka.protocol.event.SessionSummary;
import io.remotingkafka.protocol.naming.QueueItemId;

/** The events of the topics that are read here, and what they are made of: in a native executable JSON becomes these alone. */
@RegisterForReflection(
        targets = {
            AgentEvent.AgentRegistered.class,
            AgentEvent.AgentConnected.class,
            AgentEvent.AgentDisconnected.class,
            AgentEvent.AgentRetired.class,
            AgentState.class,
            AgentOrigin.Configured.class,
            AgentOrigin.Provisioned.class,
            LiveSession.class,
            SessionSummary.class,
            QueueItemId.class,
            QueueEvent.QueueItemWaiting.class,
            QueueEvent.QueueItemBuildable.class,
            QueueEvent.QueueItemLeft.class,
            QueueEvent.BuildStarted.class,
            QueueEvent.BuildFinished.class,
            ItemProgress.Seen.class,
            ItemProgress.NoPool.class,
            ItemProgress.WaitsForNode.class,
            ItemProgress.MatchedPool.class,
            ItemProgress.Covered.class,
            ItemProgress.AtCap.class,
            ItemProgress.BackingOff.class,
            ItemProgress.AgentRequested.class,
            ItemProgress.NodeCreated.class,
            ItemProgress.AgentLaunched.class,
            ItemProgress.AgentStarting.class,
            ItemProgress.AgentConnected.class,
            ItemProgress.AgentFailed.class,
            ItemProgress.Left.class,
            ProvisioningFailed.class,
            ProvisioningFailure.ImageUnavailable.class,
            ProvisioningFailure.Unschedulable.class,
            ProvisioningFailure.QuotaExceeded.class,
            ProvisioningFailure.AdmissionDenied.class,
            ProvisioningFailure.ContainerCrashed.class,
            ProvisioningFailure.StartTimedOut.class,
            ProvisioningFailure.NodeRefused.class,
            ProvisioningFailure.ControllerUnavailable.class,
            ProvisioningFailure.PlatformUnavailable.class,
            ProvisioningFailure.AgentLost.class,
            KafkaOutageEnded.class
        })
final class EventTypes {
    private EventTypes() {}
}
