package io.remotingkafka.broker.scaling;

import io.remotingkafka.broker.jenkins.ControllerNode;
import io.remotingkafka.broker.jenkins.QueueSnapshot;
import io.remotingkafka.broker.launch.AgentLifecycle;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.ownership.Ownership;
import io.remotingkafka.broker.relay.Relay;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes what an agent that is no more has left behind. The order in which agents are made and taken away leaves nothing, as
 * long as whoever was cut off in the middle does not end its last step late: that is what this is for.
 */
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final Duration LISTED_EVERY = Duration.ofSeconds(10);

    /** Of one controller; looked at by one thread at a time, what is listed in the background by one listing at a time. */
    private static final class Findings {
        final Strays<String> nodes = new Strays<>();
        final Strays<String> topics = new Strays<>();
        final Strays<AgentName> instances = new Strays<>();
        final AtomicBoolean listing = new AtomicBoolean();
        Instant nextListing = Instant.MIN;
    }

    private final AgentLifecycle lifecycle;
    private final Relay relay;
    private final Map<ControllerName, Findings> findings = new ConcurrentHashMap<>();

    Sweep(AgentLifecycle lifecycle, Relay relay) {
        this.lifecycle = lifecycle;
        this.relay = relay;
    }

    /** Looks at a whole reading; {@code making} and {@code known} are all agents on demand that there are. */
    void look(QueueSnapshot snapshot, Collection<AgentOrder> making, Collection<AgentState> known) {
        Findings found = findings.computeIfAbsent(snapshot.controller(), name -> new Findings());
        Set<AgentName> agents = known.stream().map(AgentState::agent).collect(Collectors.toCollection(HashSet::new));
        making.forEach(order -> agents.add(order.agent().agent()));
        found.nodes
                .see(strayNodes(snapshot, agents, lifecycle.mark()), snapshot.at())
                .forEach(node -> lifecycle.retire(
                        new AgentId(snapshot.controller(), new AgentName(node)), "its node was left behind", true));
        if (!snapshot.at().isBefore(found.nextListing)) {
            found.nextListing = snapshot.at().plus(LISTED_EVERY);
            sweepTopics(snapshot, found);
            if (found.listing.compareAndSet(false, true)) {
                // No build waits for the listing.
                Thread.ofVirtual().name("sweep-" + snapshot.controller()).start(() -> {
                    try {
                        sweepInstances(snapshot, agents, found);
                    } finally {
                        found.listing.set(false);
                    }
                });
            }
        }
    }

    private void sweepTopics(QueueSnapshot snapshot, Findings found) {
        Ownership ownership = relay.ownership();
        ownership
                .strayTopics(snapshot.controller())
                .compose(listed -> {
                    Set<String> going;
                    synchronized (found.topics) {
                        going = found.topics.see(listed, snapshot.at());
                    }
                    if (!going.isEmpty()) {
                        LOG.infof("topics=%s were left behind: removing them", going);
                    }
                    return ownership.removeTopics(going);
                })
                // Nothing was seen then, and the next time looks again.
                .onFailure(e -> LOG.warnf(
                        "controller=%s topics left behind are not looked for: %s",
                        snapshot.controller(), e.getMessage()));
    }

    /** Pods with our mark, their Secrets and Kafka users that are no agent's. */
    private void sweepInstances(QueueSnapshot snapshot, Set<AgentName> agents, Findings found) {
        try {
            Set<AgentName> strays = lifecycle.existing(snapshot.controller());
            strays.removeAll(agents);
            found.instances
                    .see(strays, snapshot.at())
                    .forEach(name -> lifecycle.removeRest(new AgentId(snapshot.controller(), name)));
        } catch (IOException e) {
            LOG.warnf("controller=%s pods left behind are not looked for: %s", snapshot.controller(), e.getMessage());
        }
    }

    /** Idle nodes with our mark that are no agent's. One that a queue item names may be waited for. */
    static Set<String> strayNodes(QueueSnapshot snapshot, Set<AgentName> agents, String mark) {
        Set<String> named = new HashSet<>();
        snapshot.items().values().forEach(item -> item.label().ifPresent(label -> named.addAll(label.names())));
        return snapshot.nodes().values().stream()
                .filter(node -> node.description().startsWith(mark) && node.idle())
                .filter(node -> !agents.contains(node.name()))
                .map(ControllerNode::name)
                .map(AgentName::value)
                .filter(name -> !named.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
