package io.remotingkafka.tunnel.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads any number of partitions with one consumer and one thread, each from an offset of its reader's choice. There is
 * no group and nothing is committed: where a session's frames begin is known from the session.
 *
 * <p>The consumer belongs to its thread; everyone else sends it commands, which interrupt a waiting poll.
 */
public final class RecordReader implements AutoCloseable {
    /** Takes what is read; called on the reader's thread, so it must not block. */
    public interface Sink {
        /** Records of one partition, in order. */
        void records(List<ConsumerRecord<byte[], byte[]>> records);

        /** The partition may not be read; it has been given up. */
        void refused(String why);
    }

    private static final Logger LOG = Logger.getLogger(RecordReader.class);
    private static final Duration UNTIL_WOKEN = Duration.ofHours(1);
    private static final long AFTER_ERROR_MILLIS = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private final Map<TopicPartition, Sink> sinks = new HashMap<>();
    private final Thread thread;
    private boolean closing;

    /** With the settings of {@link ClientConfigs#reader}; the thread's name is the client id. */
    public RecordReader(Map<String, Object> config) {
        this(
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                String.valueOf(config.get("client.id")));
    }

    /** Over a consumer made elsewhere, which is this reader's from now on. */
    RecordReader(Consumer<byte[], byte[]> consumer, String threadName) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name(threadName).daemon().start(this::runUntilClosed);
    }

    /** Reads this partition from that offset; a partition that is read already starts again there. */
    public void read(TopicPartition partition, long from, Sink sink) {
        run(() -> {
            sinks.put(partition, sink);
            consumer.assign(sinks.keySet());
            consumer.seek(partition, from);
        });
    }

    /** Reads this partition no more. Records on their way to the sink may still arrive. */
    public void stop(TopicPartition partition) {
        run(() -> {
            if (sinks.remove(partition) != null) {
                consumer.assign(sinks.keySet());
            }
        });
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        run(() -> closing = true);
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the reader's thread do something between two polls. */
    void run(Runnable command) {
        commands.add(command);
        consumer.wakeup();
    }

    private void runUntilClosed() {
        try (consumer) {
            while (!closing) {
                try {
                    obey();
                    if (!closing) {
                        deliver(consumer.poll(UNTIL_WOKEN));
                    }
                } catch (WakeupException e) {
                    LOG.trace("Woken by a command", e);
                } catch (TopicAuthorizationException e) {
                    giveUp(e);
                } catch (KafkaException e) {
                    LOG.warnf("Reading from Kafka failed, trying again: %s", e.getMessage());
                    pauseAfterError();
                }
            }
        }
    }

    /** Commands first; with nothing to read there is nothing else to wait for. */
    private void obey() {
        if (sinks.isEmpty()) {
            try {
                guarded(commands.take());
            } catch (InterruptedException e) {
                closing = true;
                Thread.currentThread().interrupt();
            }
        }
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            guarded(command);
        }
    }

    private void deliver(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            Sink sink = sinks.get(partition);
            if (sink != null) {
                guarded(() -> sink.records(records.records(partition)));
            }
        }
    }

    /**
     * The outermost edge for whoever gave the command or the sink: all sessions of the process depend on this thread, so
     * what one did wrong must not silence the others. Records that a sink lost are a gap to its session.
     */
    private static void guarded(Runnable part) {
        try {
            part.run();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Reading from Kafka goes on after an unexpected failure", e);
        }
    }

    private void giveUp(TopicAuthorizationException e) {
        List<TopicPartition> refused = new ArrayList<>(sinks.keySet());
        refused.removeIf(partition -> !e.unauthorizedTopics().contains(partition.topic()));
        for (TopicPartition partition : refused) {
            Sink sink = sinks.remove(partition);
            sink.refused("Kafka refuses to let this user read " + partition.topic() + " (it needs Read and Describe)");
        }
        consumer.assign(sinks.keySet());
    }

    private void pauseAfterError() {
        try {
            Runnable command = commands.poll(AFTER_ERROR_MILLIS, TimeUnit.MILLISECONDS);
            if (command != null) {
                guarded(command);
            }
        } catch (InterruptedException e) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }
}
