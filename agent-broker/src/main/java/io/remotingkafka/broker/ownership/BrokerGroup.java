package io.remotingkafka.broker.ownership;

import io.remotingkafka.tunnel.kafka.ClientConfigs;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * This instance's membership in the group of all broker instances. The group shares out the partitions of the agents
 * topic, and with them who accepts an agent's next session; it reads nothing.
 */
final class BrokerGroup implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BrokerGroup.class);
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 1_000;

    private final String self;
    private final String groupId;
    private final String ownedTopic;
    private final String idleTopic;
    private final Admin admin;
    private final Consumer<GroupView> onChange;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final Set<Integer> owned = new HashSet<>();
    private Set<String> members;
    private boolean membersStale;
    private volatile boolean resigned;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Joins.
     *
     * @param idleTopic some other topic, to which an instance that wants to own nothing subscribes: it stays a member, so
     *     that its sessions are known to be alive
     */
    BrokerGroup(
            Map<String, Object> kafka,
            String self,
            String groupId,
            String ownedTopic,
            String idleTopic,
            Admin admin,
            Consumer<GroupView> onChange) {
        this.self = self;
        this.groupId = groupId;
        this.ownedTopic = ownedTopic;
        this.idleTopic = idleTopic;
        this.admin = admin;
        this.onChange = onChange;
        this.members = Set.of(self);
        this.consumer = new KafkaConsumer<>(config(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name("broker-group").daemon().start(this::run);
    }

    private Map<String, Object> config(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(ClientConfigs.consumer(kafka, self));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        // The classic protocol: the newer one's session time-out is 45 s, and a dead instance's agents would wait as
        // long.
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return config;
    }

    /** Owns nothing from now on, but stays a member. */
    void resign() {
        resigned = true;
        consumer.wakeup();
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(List.of(ownedTopic), new Rebalance());
            boolean subscribedToOwned = true;
            while (closing.getCount() > 0) {
                try {
                    if (resigned && subscribedToOwned) {
                        subscribedToOwned = false;
                        consumer.subscribe(List.of(idleTopic), new Rebalance());
                    }
                    consumer.poll(POLL);
                    if (membersStale) {
                        lookAtMembers();
                    }
                } catch (WakeupException e) {
                    LOG.trace("Woken by a command", e);
                } catch (KafkaException e) {
                    LOG.warnf("group=%s membership failed, trying again: %s", groupId, e.getMessage());
                    await();
                }
            }
        }
    }

    // The calls below are made within poll(), on the group's own thread, but for the answer about the members.

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            // Nothing is ever fetched: the table is read elsewhere, whole.
            consumer.pause(consumer.assignment());
            partitions(added).forEach(owned::add);
            lookAtMembers();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            partitions(revoked).forEach(owned::remove);
            tell();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            LOG.warnf("group=%s this instance was out of the group", groupId);
            owned.clear();
            tell();
        }
    }

    private List<Integer> partitions(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(ownedTopic))
                .map(TopicPartition::partition)
                .toList();
    }

    /** Asks who else is there, before anybody's sessions are declared lost. */
    private void lookAtMembers() {
        try {
            ClassicGroupDescription group = admin.describeClassicGroups(List.of(groupId))
                    .describedGroups()
                    .get(groupId)
                    .get(5, TimeUnit.SECONDS);
            members = group.members().stream().map(member -> member.clientId()).collect(Collectors.toSet());
            membersStale = !members.contains(self);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("group=%s the members are not known, asking again: %s", groupId, e.getMessage());
            membersStale = true;
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
        if (!membersStale) {
            tell();
        }
    }

    private void tell() {
        GroupView view = GroupView.told(self, owned, members);
        LOG.infof("group=%s members=%s owns=%d partitions", groupId, members, owned.size());
        onChange.accept(view);
    }

    private void await() {
        try {
            if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debugf("group=%s closing while out of reach", groupId);
            }
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
