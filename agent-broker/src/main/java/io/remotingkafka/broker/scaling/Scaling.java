package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.jenkins.QueueItem;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.launch.AgentLifecycle;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.broker.pool.PoolResources;
import io.remotingkafka.broker.pool.PoolStatus;
import io.remotingkafka.broker.pool.Pools;
import io.remotingkafka.broker.relay.Relay;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.event.ItemProgress;
import io.remotingkafka.protocol.event.ProvisioningFailed;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Agents on demand: looks at each reading of a controller, decides what is to be done, and has it done. What was decided is
 * seen in the next reading; nothing is waited for.
 */
@ApplicationScoped
public class Scaling {
    private static final Logger LOG = Logger.getLogger(Scaling.class);

    private final AgentLifecycle lifecycle;
    private final Pools pools;
    private final PoolResources resources;
    private final Relay relay;
    private final ItemStories stories;
    private final ScalingMeters meters;
    private final Sweep sweep;
    private final Scaler scaler;
    private final Duration settle;
    private final Map<ControllerName, Fleet> fleets = new ConcurrentHashMap<>();

    Scaling(
            AgentLifecycle lifecycle,
            Pools pools,
            PoolResources resources,
            Relay relay,
            ItemStories stories,
            ScalingMeters meters,
            Sweep sweep,
            BrokerConfig broker,
            ScalingConfig config) {
        this.lifecycle = lifecycle;
        this.pools = pools;
        this.resources = resources;
        this.relay = relay;
        this.stories = stories;
        this.meters = meters;
        this.sweep = sweep;
        this.settle = config.settle();
        this.scaler = new Scaler(
                new AgentNames(broker.prefix()), new Rules(config.settle(), config.passedOver(), config.unneeded()));
    }

    /**
     * Looks at a reading; one at a time for a controller, and only on the instance that decides about it.
     *
     * @param making what {@link #making} gave before the others were asked for
     * @param known the controller's agents on demand, as the agents topic has them
     * @return whether there is anything to keep an eye on
     * @throws IOException if it is not known what exists: then nothing is decided
     */
    public boolean look(QueueSnapshot snapshot, Collection<AgentOrder> making, Collection<AgentState> known)
            throws IOException {
        ControllerName controller = snapshot.controller();
        Fleet fleet = fleets.computeIfAbsent(controller, name -> new Fleet(settle));
        Fleet.Sight sight =
                new Fleet.Sight(snapshot, known, making, lifecycle.instances(controller), pools.of(controller));
        fleet.see(sight).forEach(change -> changed(controller, change, snapshot.at()));
        sight.instances().forEach((name, instance) -> {
            if (instance instanceof Instance.Ended(ProvisioningFailure failure)) {
                lifecycle.gone(id(controller, name), failure.message());
            }
        });
        fleet.words(sight).forEach(word -> word.agent()
                .item()
                .ifPresent(item ->
                        tell(new ItemProgress.AgentStarting(item, word.agent().name(), word.state()))));
        long begin = System.nanoTime();
        World world = fleet.world(sight);
        List<Decision> decisions = scaler.decide(world);
        meters.decided(Duration.ofNanos(System.nanoTime() - begin));
        decisions.forEach(decision -> carryOut(decision, snapshot));
        sweep.look(snapshot, making, known);
        report(world);
        stories.forgetOld();
        return !snapshot.items().isEmpty() || !fleet.agents().isEmpty() || !decisions.isEmpty();
    }

    private void report(World world) {
        for (AgentPool pool : world.pools().values()) {
            if (pool.resource().isEmpty()) {
                continue;
            }
            PoolStatus status = PoolReport.of(
                    pool,
                    world.agents().values(),
                    Optional.ofNullable(world.health().get(pool.name())));
            boolean empty = status.ready() + status.busy() + status.pending() + status.failed() == 0;
            if (pool.isLeaving() && empty) {
                resources.release(pool.name());
            } else {
                resources.report(pool.name(), status);
            }
        }
    }

    /**
     * The agents that are being made now. To be asked first: an agent that is made wholly while the rest is read would
     * otherwise be seen nowhere.
     */
    public Collection<AgentOrder> making(ControllerName controller) {
        return lifecycle.making(controller);
    }

    /** Another instance decides about that controller from now on. */
    public void forget(ControllerName controller) {
        fleets.remove(controller);
    }

    private void changed(ControllerName controller, Fleet.Change change, Instant now) {
        PoolAgent agent = change.after();
        LOG.debugf("agent=%s pool=%s phase=%s", agent.name(), agent.pool(), agent.phase());
        if (agent.phase() instanceof PoolAgent.Phase.Failed(ProvisioningFailure failure)) {
            LOG.warnf("agent=%s pool=%s failed=%s %s", agent.name(), agent.pool(), failure.kind(), failure.message());
            meters.failed(agent.pool(), failure);
            tell(new ProvisioningFailed(controller, agent.name(), agent.pool(), agent.attempt(), failure));
            agent.item().ifPresent(item -> tell(new ItemProgress.AgentFailed(item, agent.name(), failure)));
        }
        boolean wasStarting =
                change.before().map(PoolAgent::phase).orElse(agent.phase()) instanceof PoolAgent.Phase.Starting;
        boolean isThere =
                agent.phase() instanceof PoolAgent.Phase.Ready || agent.phase() instanceof PoolAgent.Phase.Busy;
        if (wasStarting && isThere) {
            change.before().ifPresent(before -> meters.connected(agent.pool(), Duration.between(before.since(), now)));
            agent.item().ifPresent(item -> tell(new ItemProgress.AgentConnected(item, agent.name())));
        }
        if (agent.phase() instanceof PoolAgent.Phase.Busy && agent.item().isPresent()) {
            change.before()
                    .filter(PoolAgent::isFree)
                    .ifPresent(before -> meters.started(
                            agent.pool(), wasStarting ? Duration.ZERO : Duration.between(before.since(), now)));
        }
    }

    private void carryOut(Decision decision, QueueSnapshot snapshot) {
        ControllerName controller = snapshot.controller();
        switch (decision) {
            case Decision.Start start -> {
                start.item().map(snapshot.items()::get).ifPresent(item -> ordered(start, item, snapshot.at()));
                AgentOrigin.Provisioned origin =
                        new AgentOrigin.Provisioned(start.pool().name(), start.item(), start.attempt(), snapshot.at());
                lifecycle.start(new AgentOrder(id(controller, start.agent()), start.pool(), origin), this::tell);
            }
            case Decision.Close(AgentName agent) ->
                lifecycle.close(id(controller, agent), "this agent takes no further builds");
            case Decision.Retire(AgentName agent, String reason, boolean did) ->
                lifecycle.retire(id(controller, agent), reason, did);
            case Decision.Explain(ItemProgress progress) -> {
                if (progress instanceof ItemProgress.AtCap cap) {
                    meters.atCap(cap.pool());
                }
                tell(progress);
            }
        }
    }

    private void ordered(Decision.Start start, QueueItem item, Instant now) {
        if (item.state() instanceof QueueItem.State.Buildable(Instant since)) {
            meters.ordered(start.pool().name(), Duration.between(since, now));
        }
    }

    private static AgentId id(ControllerName controller, AgentName agent) {
        return new AgentId(controller, agent);
    }

    /** Writes an event, and takes a step of an item's story down; what was said already is not said again. */
    public void tell(Event event) {
        if (event instanceof ItemProgress progress && !stories.add(progress)) {
            return;
        }
        relay.ownership()
                .tell(event)
                .onFailure(e -> LOG.errorf("the event %s is lost: %s", event.type(), e.getMessage()));
    }
}
