package io.remotingkafka.provisioner.console.agents;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.BrokenEventException;
import io.remotingkafka.protocol.event.EventCodec;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.event.SessionSummary;
import io.remotingkafka.protocol.naming.TopicNames;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the agents topic from its beginning and stays at its end: the topic is compacted, so that is all that is known.
 * One thread reads, from the first look at the page on; it alone changes the board.
 */
@Singleton
@RegisterForReflection(
        targets = {
            AgentEvent.AgentRegistered.class,
            AgentEvent.AgentConnected.class,
            AgentEvent.AgentDisconnected.class,
            AgentEvent.AgentRetired.class,
            AgentState.class,
            LiveSession.class,
            SessionSummary.class
        })
class AgentsTopic {
    private static final Logger LOG = Logger.getLogger(AgentsTopic.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);

    private final EventKafka kafka;
    private final String topic;
    private final BroadcastProcessor<AgentBoard> changes = BroadcastProcessor.create();
    private volatile AgentBoard board = AgentBoard.empty();
    private Optional<Thread> reader = Optional.empty();

    AgentsTopic(EventKafka kafka, AgentsConfig config) {
        this.kafka = kafka;
        this.topic = new TopicNames(config.prefix()).agents();
    }

    /** Whether there is a Kafka to read from. */
    boolean configured() {
        return kafka.client().isPresent();
    }

    /** What is known now. */
    AgentBoard board() {
        start();
        return board;
    }

    /** What is known now, and whenever that changes. */
    Multi<AgentBoard> boards() {
        start();
        // Listens first and looks then, so that nothing that happens in between is missed.
        return Multi.createBy()
                .merging()
                .streams(
                        changes.onOverflow().dropPreviousItems(),
                        Multi.createFrom().item(() -> board));
    }

    private synchronized void start() {
        if (reader.isEmpty() && configured()) {
            reader = Optional.of(
                    Thread.ofPlatform().name("agents-topic").daemon().start(this::readOn));
        }
    }

    @PreDestroy
    synchronized void stop() {
        reader.ifPresent(Thread::interrupt);
    }

    private void readOn() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                    read(consumer);
                } catch (WakeupException | InterruptException e) {
                    LOG.debug("The agents topic is no longer read", e);
                    return;
                } catch (KafkaException e) {
                    LOG.warnf("topic=%s cannot be read, next try in %s: %s", topic, BEFORE_NEXT_TRY, e.getMessage());
                    publish(board.troubled("Kafka does not answer: " + e.getMessage()));
                }
                Thread.sleep(BEFORE_NEXT_TRY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until something fails; returns where there is no such topic yet. */
    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            publish(board.troubled("There is no topic " + topic + " yet: agent-broker makes it when it starts."));
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        board = AgentBoard.empty();
        while (true) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            AgentBoard next = board.untroubled();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                next = read(next, record);
            }
            if (!records.isEmpty() || board.trouble().isPresent()) {
                publish(next);
            }
        }
    }

    private AgentBoard read(AgentBoard before, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return before.without(new String(record.key(), StandardCharsets.UTF_8));
        }
        try {
            // What is not about an agent has lost its way, or is of a later version.
            return EventCodec.decode(headers(record), record.value())
                    .filter(AgentEvent.class::isInstance)
                    .map(AgentEvent.class::cast)
                    .map(event -> before.with(event, Instant.ofEpochMilli(record.timestamp())))
                    .orElse(before);
        } catch (BrokenEventException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d passed over: %s",
                    topic, record.partition(), record.offset(), e.getMessage());
            return before;
        }
    }

    private void publish(AgentBoard next) {
        board = next;
        changes.onNext(next);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka.client().orElseThrow());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }
}
