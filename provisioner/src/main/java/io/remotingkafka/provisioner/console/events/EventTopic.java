package io.remotingkafka.provisioner.console.events;

import io.remotingkafka.protocol.event.BrokenEventException;
import io.remotingkafka.protocol.event.EventCodec;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * Reads a topic of events and stays at its end. One thread reads, from the first look on; it alone makes the next board of
 * the last one. A board is shown when the end has been reached, and then at most every {@link #PACE}, however many events come.
 *
 * @param <B> what is made of the events
 */
public abstract class EventTopic<B extends Board<B>> {
    private static final Logger LOG = Logger.getLogger(EventTopic.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);
    private static final int RECORDS_AT_ONCE = 2_000;

    private final EventKafka kafka;
    private final String topic;
    private final Start start;
    private final B empty;
    private final BroadcastProcessor<Reading<B>> changes = BroadcastProcessor.create();
    private volatile Reading<B> reading;
    private Optional<Thread> reader = Optional.empty();

    /**
     * Of a topic that is not read yet.
     *
     * @param empty the board before the first event
     */
    protected EventTopic(EventKafka kafka, String topic, Start start, B empty) {
        this.kafka = kafka;
        this.topic = topic;
        this.start = start;
        this.empty = empty;
        this.reading = Reading.begun(empty);
    }

    /** Whether there is a Kafka to read from. */
    public boolean configured() {
        return kafka.client().isPresent();
    }

    /** What is known now. */
    public Reading<B> reading() {
        start();
        return reading;
    }

    /** What is known now, and whenever that changes. */
    public Multi<Reading<B>> readings() {
        start();
        // Listens first and looks then, so that nothing that happens in between is missed.
        return Multi.createBy()
                .merging()
                .streams(
                        changes.onOverflow().dropPreviousItems(),
                        Multi.createFrom().item(() -> reading));
    }

    private synchronized void start() {
        if (reader.isEmpty() && configured()) {
            reader = Optional.of(Thread.ofPlatform().name(topic).daemon().start(this::readOn));
        }
    }

    /** Reads no more. */
    @PreDestroy
    public synchronized void stop() {
        reader.ifPresent(Thread::interrupt);
    }

    private void readOn() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                    read(consumer);
                } catch (WakeupException | InterruptException e) {
                    LOG.debugf(e, "topic=%s is no longer read", topic);
                    return;
                } catch (KafkaException e) {
                    LOG.warnf("topic=%s cannot be read, next try in %s: %s", topic, BEFORE_NEXT_TRY, e.getMessage());
                    publish(reading.troubled("Kafka does not answer: " + e.getMessage()));
                } catch (RuntimeException e) {
                    // Nobody is above this thread: without it the page would stand still and not say why.
                    LOG.errorf(e, "topic=%s has what cannot be understood, next try in %s", topic, BEFORE_NEXT_TRY);
                    publish(reading.troubled("The topic " + topic + " has what cannot be understood: " + e));
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
            publish(reading.troubled("There is no topic " + topic + " yet: agent-broker makes it when it starts."));
            return;
        }
        consumer.assign(partitions);
        start.place(consumer, partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        B board = empty;
        List<News> unread = new ArrayList<>();
        boolean complete = false;
        boolean shown = false;
        Pace pace = new Pace(PACE);
        while (true) {
            unread.addAll(news(consumer.poll(shown && unread.isEmpty() ? POLL : PACE)));
            complete = complete
                    || partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition));
            // The next board may be a large one's copy: not for each event by itself.
            if (!unread.isEmpty() && (pace.isDue() || unread.size() >= RECORDS_AT_ONCE)) {
                board = board.with(unread);
                unread.clear();
                shown = false;
            }
            if (complete && !shown && pace.isDue()) {
                publish(Reading.of(board));
                shown = true;
                pace.done();
            }
        }
    }

    private List<News> news(ConsumerRecords<byte[], byte[]> records) {
        List<News> news = new ArrayList<>(records.count());
        records.forEach(record -> news(record).ifPresent(news::add));
        return news;
    }

    /** Empty for what has lost its way, or is of a later version. */
    private Optional<News> news(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.ofNullable(record.key())
                    .map(key -> new News.Forgotten(new String(key, StandardCharsets.UTF_8)));
        }
        try {
            Map<String, String> headers = headers(record);
            return EventCodec.decode(headers, record.value())
                    .map(event -> new News.Told(
                            event, headers.getOrDefault("ce_source", ""), Instant.ofEpochMilli(record.timestamp())));
        } catch (BrokenEventException e) {
            LOG.warnf(
                    "topic=%s partition=%d offset=%d passed over: %s",
                    topic, record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private void publish(Reading<B> next) {
        reading = next;
        changes.onNext(next);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka.client().orElseThrow());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
