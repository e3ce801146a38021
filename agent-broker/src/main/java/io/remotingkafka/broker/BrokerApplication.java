package io.remotingkafka.broker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.broker.pool.RemovePools;
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
import io.remotingkafka.tunnel.start.StartFailure;
import java.util.List;

/** The broker: relays the agents' sessions between Kafka and their controllers. */
@QuarkusMain
@RegisterForReflection(
        targets = {
            AgentEvent.AgentRegistered.class,
            AgentEvent.AgentConnected.class,
            AgentEvent.AgentDisconnected.class,
            AgentEvent.AgentRetired.class,
            AgentState.class,
            LiveSession.class,
            SessionSummary.class,
            KafkaOutageEnded.class,
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
            AgentOrigin.Configured.class,
            AgentOrigin.Provisioned.class,
            ProvisioningFailure.ImageUnavailable.class,
            ProvisioningFailure.Unschedulable.class,
            ProvisioningFailure.QuotaExceeded.class,
            ProvisioningFailure.AdmissionDenied.class,
            ProvisioningFailure.ContainerCrashed.class,
            ProvisioningFailure.StartTimedOut.class,
            ProvisioningFailure.NodeRefused.class,
            ProvisioningFailure.ControllerUnavailable.class,
            ProvisioningFailure.PlatformUnavailable.class,
            ProvisioningFailure.AgentLost.class
        })
public class BrokerApplication {
    private BrokerApplication() {}

    /** Starts the service, or with {@code remove-pools} does that alone and ends. */
    public static void main(String[] args) throws InterruptedException {
        List<String> arguments = List.of(args);
        if (arguments.isEmpty() || !arguments.getFirst().equals(RemovePools.NAME)) {
            Quarkus.run(null, StartFailure::handle, args);
            return;
        }
        System.exit(RemovePools.run(arguments, System.out));
    }
}
