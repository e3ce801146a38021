package io.remotingkafka.quickstart;

import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.BrokenEventException;
import io.remotingkafka.protocol.event.EventCodec;
import io.remotingkafka.protocol.naming.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What agent-broker has published about agents, read from Kafka as any other client may. */
final class AgentHistory {
    /** An event and its own time stamp. */
    record Entry(Instant time, AgentEvent event) {}

    private static final Duration POLL = Duration.ofMillis(200);

    private AgentHistory() {}

    /** All events up to now, in the order of their time. */
    static List<Entry> read(String bootstrapServers) {
        String topic = new TopicNames(TopicNames.DEFAULT_PREFIX).agents();
        List<Entry> entries = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> add(record, entries));
            }
        }
        entries.sort(Comparator.comparing(Entry::time));
        return entries;
    }

    private static void add(ConsumerRecord<byte[], byte[]> record, List<Entry> entries) {
        if (record.value() == null) {
            return;
        }
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            EventCodec.decode(headers, record.value())
                    .filter(AgentEvent.class::isInstance)
                    .ifPresent(
                            event -> entries.add(new Entry(Instant.parse(headers.get("ce_time")), (AgentEvent) event)));
        } catch (BrokenEventException e) {
            throw new IllegalStateException("agent-broker has written an event that nobody can read", e);
        }
    }
}
