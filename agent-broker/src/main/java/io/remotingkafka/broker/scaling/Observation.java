package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.broker.scaling.PoolAgent.Phase;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.ProvisioningFailure.AgentLost;
import io.remotingkafka.protocol.event.ProvisioningFailure.StartTimedOut;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is seen of an agent at one time, and where in its life that puts it.
 *
 * @param pool empty where the pool is no more
 * @param beingMade whether this instance is at it
 * @param settled whether the controller's list of nodes can be believed to be whole
 */
record Observation(
        Instant now,
        Optional<AgentPool> pool,
        Optional<ControllerNode> node,
        Instance instance,
        boolean beingMade,
        boolean settled) {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    PoolAgent of(PoolAgent before) {
        return before.in(phase(before), now);
    }

    private Phase phase(PoolAgent before) {
        if (before.phase() instanceof Phase.Failed || beingMade) {
            return before.phase();
        }
        if (node.map(ControllerNode::closed).orElse(false) || before.phase() instanceof Phase.Closed) {
            return closed(before.phase());
        }
        return switch (instance) {
            case Instance.Absent() -> new Phase.Failed(new AgentLost("its pod or process is gone"));
            case Instance.Ended(ProvisioningFailure failure) -> new Phase.Failed(failure);
            case Instance.Starting(String state, Optional<ProvisioningFailure> ifLate) ->
                alive(before, ifLate.orElse(notInTime(state)));
            case Instance.Running() -> alive(before, notInTime("running, and not connected"));
        };
    }

    private Phase closed(Phase before) {
        int readings = before instanceof Phase.Closed(int earlier) ? earlier : 0;
        if (node.isEmpty()) {
            return new Phase.Closed(settled ? readings + 1 : readings);
        }
        return new Phase.Closed(node.get().idle() ? readings + 1 : 0);
    }

    private static ProvisioningFailure notInTime(String state) {
        return new StartTimedOut("not connected in time: " + state);
    }

    private Phase alive(PoolAgent before, ProvisioningFailure ifLate) {
        if (node.isEmpty()) {
            return settled ? new Phase.Failed(new AgentLost("its node is gone")) : before.phase();
        }
        boolean late = !now.isBefore(
                before.since().plus(pool.map(AgentPool::startTimeout).orElse(DEFAULT_TIMEOUT)));
        if (node.get().online()) {
            boolean hadItsBuild = before.phase() instanceof Phase.Busy && isForOneBuild();
            return node.get().idle() && !hadItsBuild ? new Phase.Ready() : new Phase.Busy();
        }
        if (before.phase() instanceof Phase.Starting) {
            return late ? new Phase.Failed(ifLate) : before.phase();
        }
        // An administrator who has set it offline means to keep it.
        boolean lost =
                before.phase() instanceof Phase.Away && late && !node.get().setOffline();
        return lost ? new Phase.Failed(new AgentLost("its connection did not come back")) : new Phase.Away();
    }

    private boolean isForOneBuild() {
        return pool.map(found -> found.lifetime() instanceof AgentPool.Lifetime.OneBuild)
                .orElse(true);
    }
}
