package io.remotingkafka.tunnel.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes frames to Kafka without ever blocking: one idempotent producer for all sessions of a process. Frames of one
 * topic are stored in the order in which they were taken.
 */
public final class FrameWriter implements FrameSink, AutoCloseable {
    private final Producer<byte[], byte[]> producer;

    /** With the settings of {@link ClientConfigs#frameProducer}. */
    public FrameWriter(Map<String, Object> config) {
        this(new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Over a producer made elsewhere, with {@code max.block.ms} 0. */
    public FrameWriter(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    // The callback tells all that the future would.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public Outcome write(String topic, byte[] frame, Acknowledgement acknowledgement) {
        Sending sending = new Sending(acknowledgement);
        try {
            producer.send(new ProducerRecord<>(topic, 0, null, frame), sending);
        } catch (KafkaException | IllegalStateException e) {
            // A fatal error of the producer's, or it has been closed: thrown, where others are told by the callback.
            return new Outcome.Failed(e);
        }
        return sending.outcome();
    }

    /** Waits for at most this long until what was taken is stored. */
    public void close(Duration atMost) {
        producer.close(atMost);
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    /**
     * One call of {@code send}. A record that the producer does not take is reported by its callback as well, within the
     * call and on the caller's thread; that is told apart here from a failure that comes later.
     */
    private static final class Sending implements Callback {
        private final Acknowledgement acknowledgement;
        private final Thread caller = Thread.currentThread();
        // Only the caller's thread touches these two.
        private boolean returned;
        private Exception rejection;

        Sending(Acknowledgement acknowledgement) {
            this.acknowledgement = acknowledgement;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            if (failure == null) {
                acknowledgement.stored(metadata.offset());
            } else if (Thread.currentThread() == caller && !returned) {
                rejection = failure;
            } else {
                acknowledgement.failed(failure);
            }
        }

        Outcome outcome() {
            returned = true;
            return switch (rejection) {
                case null -> Outcome.TAKEN;
                case TimeoutException e -> Outcome.NOT_TAKEN;
                case Exception e -> new Outcome.Failed(e);
            };
        }
    }
}
