package io.remotingkafka.broker.ownership;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.Event;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.remotingkafka.tunnel.kafka.RecordReader;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Which agents there are, and which of them are this instance's: joins the table of agents with the membership in the
 * broker group, registers the agents of the configuration, and tells the relay. Runs on one event loop.
 */
public final class Ownership implements AutoCloseable {
    /** Hears what this instance is to know; called on the event loop given. */
    public interface Listener {
        /** An agent exists, and this is its state. */
        void agent(AgentState state, int partition);

        /** An agent is no more. */
        void removed(AgentId agent);

        /** The agent's state stands on the topic behind a late event, and is to be written again by its holder. */
        void overwritten(AgentId agent);

        /** The group, or this instance's share of it, has changed. */
        void group(GroupView view);
    }

    private static final Logger LOG = Logger.getLogger(Ownership.class);
    /** A pool's name and a hash; a hyphen is doubled in a topic's name. */
    private static final Pattern ON_DEMAND = Pattern.compile("--[0-9a-f]{10}\\.(up|down)$");

    private final String instance;
    private final TopicNames topics;
    private final Map<String, Object> kafka;
    private final Admin admin;
    private final RecordReader reader;
    private final EventWriter writer;
    private final BrokerTopics brokerTopics;
    private final ConsoleRights consoleRights;
    private final AgentEntries entries;
    private final Registrations registrations;
    private final GroupInquiry inquiry;
    private final Settling settling;
    private final Context loop;
    private final Listener listener;
    private final Map<AgentId, AgentState> known = new HashMap<>();
    private GroupView view;
    private boolean inGroup;
    private int partitions;
    private BrokerGroup group;

    /** With clients made elsewhere; {@code configured} are the agents to register. */
    public Ownership(
            String instance,
            TopicNames topics,
            Set<AgentId> configured,
            Map<String, Object> kafka,
            OwnershipClients clients,
            Context loop,
            Listener listener) {
        this.instance = instance;
        this.topics = topics;
        this.kafka = kafka;
        this.admin = clients.admin();
        this.reader = clients.reader();
        this.writer = clients.writer();
        this.brokerTopics = clients.topics();
        this.consoleRights = clients.consoleRights();
        this.loop = loop;
        this.entries = new AgentEntries(clients, topics);
        this.registrations = new Registrations(configured, entries, new Table(), loop);
        this.inquiry = new GroupInquiry(admin, groupId(), instance, topics.agents(), loop);
        this.settling = new Settling(loop, this::show);
        this.listener = listener;
        this.view = GroupView.outside(instance);
    }

    /** Makes the shared topics, reads the table and joins the group. Fails while Kafka is out of reach: try again. */
    public Future<Void> start() {
        return brokerTopics
                .ensureShared()
                .compose(count -> consoleRights.grant().map(count))
                .compose(this::readTable)
                .onSuccess(v -> join());
    }

    private Future<Void> readTable(int count) {
        partitions = count;
        List<TopicPartition> all = IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(topics.agents(), number))
                .toList();
        return Future.fromCompletionStage(
                        admin.listOffsets(all.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                                .all()
                                .toCompletionStage())
                .compose(ends -> {
                    Promise<Void> caughtUp = Promise.promise();
                    Set<Integer> behind = new HashSet<>();
                    ends.forEach((partition, end) -> {
                        if (end.offset() > 0) {
                            behind.add(partition.partition());
                        }
                    });
                    if (behind.isEmpty()) {
                        caughtUp.complete();
                    }
                    AgentTable table = new AgentTable(new Changes());
                    all.forEach(partition -> reader.read(
                            partition,
                            0,
                            new CatchingUp(table.sink(), ends.get(partition).offset(), () -> {
                                if (behind.remove(partition.partition()) && behind.isEmpty()) {
                                    caughtUp.complete();
                                }
                            })));
                    return caughtUp.future();
                });
    }

    private void join() {
        group = new BrokerGroup(
                kafka,
                instance,
                groupId(),
                topics.agents(),
                topics.clusters(),
                admin,
                newer -> loop.runOnContext(v -> groupChanged(newer)));
    }

    private String groupId() {
        return topics.prefix() + ".brokers";
    }

    /** What the group's coordinator says now, where {@link Listener#group} may be behind. Fails while nobody can say. */
    public Future<GroupView> confirm() {
        return inquiry.ask().map(told -> told.settled(settling.isSettled()));
    }

    /** Whether Kafka is in reach has changed. From any thread. */
    public void kafka(KafkaStatus before, KafkaStatus after) {
        loop.runOnContext(v -> {
            settling.kafka(before, after);
            show();
        });
    }

    private void groupChanged(GroupView newer) {
        if (!inGroup) {
            inGroup = true;
            settling.joined();
        }
        view = newer;
        show();
        registrations.go();
        List.copyOf(known.values()).forEach(this::removeUnconfigured);
    }

    private void show() {
        view = view.settled(settling.isSettled());
        listener.group(view);
    }

    /** An agent that was taken out of the configuration goes, once nobody is connected as it. */
    private void removeUnconfigured(AgentState state) {
        if (state.origin() instanceof AgentOrigin.Configured
                && !registrations.configured().contains(state.id())
                && state.session().isEmpty()
                && isOurs(state.id())) {
            LOG.infof("agent=%s is not configured any more: removing it", state.id());
            retire(state).onFailure(e -> LOG.errorf("agent=%s is not wholly removed: %s", state.id(), e.getMessage()));
        }
    }

    private boolean isOurs(AgentId agent) {
        return view.owned().contains(partition(agent));
    }

    private int partition(AgentId agent) {
        return EventWriter.partitionOf(agent.key(), partitions);
    }

    private Future<Void> retire(AgentState state) {
        AgentId agent = state.id();
        known.remove(agent);
        listener.removed(agent);
        return entries.remove(state, partition(agent))
                // Whoever asks again finds it again.
                .onFailure(e -> loop.runOnContext(v -> known.putIfAbsent(agent, state)));
    }

    // Agents on demand. These may be called from any thread.

    /** Whether this instance is the one that decides about that controller's agents: one at a time is. */
    public Future<Boolean> decides(ControllerName controller) {
        return onLoop(() -> Future.succeededFuture(
                partitions > 0 && view.owned().contains(EventWriter.partitionOf(controller.value(), partitions))));
    }

    /** The agents that were made on demand for that controller, by whichever instance. */
    public Future<List<AgentState>> provisioned(ControllerName controller) {
        return onLoop(() -> Future.succeededFuture(known.values().stream()
                .filter(state -> state.origin() instanceof AgentOrigin.Provisioned
                        && state.controller().equals(controller))
                .toList()));
    }

    /** Makes an agent known, and its topics; done when both are stored. An agent that is known already stays as it is. */
    public Future<Void> register(AgentId agent, AgentOrigin.Provisioned origin) {
        return onLoop(() -> known.containsKey(agent)
                ? Future.succeededFuture()
                : entries.makeTopics(agent)
                        .compose(v -> entries.announce(agent, partition(agent), origin))
                        // It is asked for before it has come back from the topic.
                        .compose(v -> onLoop(() -> {
                            known.putIfAbsent(agent, AgentState.fresh(agent, 0, origin));
                            return Future.succeededFuture();
                        })));
    }

    /** Removes an agent that was made on demand, and its topics. One that is gone is as good. */
    public Future<Void> retire(AgentId agent) {
        return onLoop(() -> {
            AgentState state = known.get(agent);
            return state == null || state.origin() instanceof AgentOrigin.Configured
                    ? Future.succeededFuture()
                    : retire(state);
        });
    }

    /** Topics of agents on demand of that controller, as their names tell, that no agent has. */
    public Future<Set<String>> strayTopics(ControllerName controller) {
        return brokerTopics
                .agentTopics(controller)
                .compose(all -> onLoop(() -> {
                    Set<String> strays = new HashSet<>(all);
                    strays.removeIf(topic -> !ON_DEMAND.matcher(topic).find());
                    Stream.concat(known.keySet().stream(), registrations.configured().stream())
                            .forEach(agent -> {
                                strays.remove(topics.up(agent));
                                strays.remove(topics.down(agent));
                            });
                    return Future.succeededFuture(strays);
                }));
    }

    /** Removes topics that nobody has. */
    public Future<Void> removeTopics(Set<String> strays) {
        return strays.isEmpty() ? Future.succeededFuture() : brokerTopics.remove(strays);
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> action) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(v -> action.get().onComplete(done));
        return done.future();
    }

    /** Writes an event about a controller's queue. */
    public Future<Void> tell(Event event) {
        return writer.write(topics.queue(), EventWriter.partitionOf(event.subject(), partitions), event);
    }

    /** The agents that this instance could not register yet, and why. From any thread. */
    public Map<AgentId, String> unregistered() {
        return registrations.failed();
    }

    /** Writes an event of an agent. */
    public Future<Void> publish(int partition, AgentEvent event) {
        return entries.publish(partition, event);
    }

    /** Writes an event about Kafka. */
    public Future<Void> publish(Event event) {
        return writer.write(topics.clusters(), 0, event);
    }

    /** Owns nothing from now on, but stays a member of the group: its sessions live. */
    public void resign() {
        if (group != null) {
            group.resign();
        }
    }

    @Override
    public void close() {
        if (group != null) {
            group.close();
        }
    }

    private final class Table implements Registrations.Table {
        @Override
        public boolean isOurs(AgentId agent) {
            return Ownership.this.isOurs(agent);
        }

        @Override
        public boolean isKnown(AgentId agent) {
            return known.containsKey(agent);
        }

        @Override
        public int partition(AgentId agent) {
            return Ownership.this.partition(agent);
        }
    }

    /** From the reader's thread to the event loop. */
    private final class Changes implements AgentTable.Listener {
        @Override
        public void changed(AgentState state, int partition) {
            loop.runOnContext(v -> {
                known.put(state.id(), state);
                listener.agent(state, partition);
                removeUnconfigured(state);
            });
        }

        @Override
        public void removed(AgentId agent) {
            loop.runOnContext(v -> {
                known.remove(agent);
                registrations.forget(agent);
                listener.removed(agent);
            });
        }

        @Override
        public void overwritten(AgentState state) {
            loop.runOnContext(v -> listener.overwritten(state.id()));
        }
    }

    /** Tells once when a partition has been read up to where it ended at the start. */
    private record CatchingUp(RecordReader.Sink sink, long end, Runnable reached) implements RecordReader.Sink {
        @Override
        public void records(List<ConsumerRecord<byte[], byte[]>> records) {
            sink.records(records);
            if (records.getLast().offset() >= end - 1) {
                reached.run();
            }
        }

        @Override
        public void refused(String why) {
            sink.refused(why);
        }
    }
}
