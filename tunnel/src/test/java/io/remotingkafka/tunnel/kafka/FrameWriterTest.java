package io.remotingkafka.tunnel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.tunnel.kafka.FrameSink.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
    private static final byte[] FRAME = {1, 2, 3};

    private final List<String> told = new ArrayList<>();
    private final FrameSink.Acknowledgement acknowledgement = new FrameSink.Acknowledgement() {
        @Override
        public void stored(long offset) {
            told.add("stored " + offset);
        }

        @Override
        public void failed(Exception cause) {
            told.add("failed " + cause.getMessage());
        }
    };

    @Test
    void aFrameTakenIsAcknowledgedWhenItIsStored() {
        MockProducer<byte[], byte[]> producer = producer(false);
        FrameWriter writer = new FrameWriter(producer);

        assertThat(writer.write("a.up", FRAME, acknowledgement)).isEqualTo(Outcome.TAKEN);
        assertThat(told).isEmpty();
        onThread(producer::completeNext);

        assertThat(told).containsExactly("stored 0");
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("a.up");
            assertThat(record.partition()).isZero();
            assertThat(record.key()).isNull();
            assertThat(record.value()).isEqualTo(FRAME);
        });
    }

    @Test
    void anAcknowledgementWithinTheCallIsNotLost() {
        FrameWriter writer = new FrameWriter(producer(true));

        assertThat(writer.write("a.up", FRAME, acknowledgement)).isEqualTo(Outcome.TAKEN);

        assertThat(told).containsExactly("stored 0");
    }

    @Test
    void aFrameThatIsNotStoredFailsLater() {
        MockProducer<byte[], byte[]> producer = producer(false);
        FrameWriter writer = new FrameWriter(producer);

        assertThat(writer.write("a.up", FRAME, acknowledgement)).isEqualTo(Outcome.TAKEN);
        // Also where the failure comes on the very thread that wrote, in a later call.
        producer.errorNext(new TimeoutException("too late"));

        assertThat(told).containsExactly("failed too late");
    }

    @Test
    void aFrameThatTheClientHasNoRoomForIsNotTaken() {
        FrameWriter writer = new FrameWriter(rejecting(new TimeoutException("no metadata")));

        assertThat(writer.write("a.up", FRAME, acknowledgement)).isEqualTo(Outcome.NOT_TAKEN);
        assertThat(told).isEmpty();
    }

    @Test
    void aFrameThatWillNeverBeTakenFails() {
        RecordTooLargeException tooLarge = new RecordTooLargeException("too large");
        FrameWriter writer = new FrameWriter(rejecting(tooLarge));

        assertThat(writer.write("a.up", FRAME, acknowledgement)).isEqualTo(new Outcome.Failed(tooLarge));
        assertThat(told).isEmpty();
    }

    @Test
    void aClosedWriterFailsAndDoesNotThrow() {
        FrameWriter writer = new FrameWriter(producer(true));
        writer.close(Duration.ZERO);

        assertThat(writer.write("a.up", FRAME, acknowledgement)).isInstanceOf(Outcome.Failed.class);
    }

    private static MockProducer<byte[], byte[]> producer(boolean storesAtOnce) {
        return new MockProducer<>(storesAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** As KafkaProducer does with what it does not take: the callback is called within {@code send}. */
    private static MockProducer<byte[], byte[]> rejecting(RuntimeException why) {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                callback.onCompletion(null, why);
                return CompletableFuture.failedFuture(why);
            }
        };
    }

    private static void onThread(Runnable action) {
        CompletableFuture.runAsync(action).join();
    }
}
