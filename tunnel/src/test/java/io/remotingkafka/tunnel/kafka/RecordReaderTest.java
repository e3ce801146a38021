package io.remotingkafka.tunnel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final TopicPartition A = new TopicPartition("a.up", 0);
    private static final TopicPartition B = new TopicPartition("b.up", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Sink a = new Sink();
    private final Sink b = new Sink();
    private RecordReader reader;

    private static final class Sink implements RecordReader.Sink {
        private final BlockingQueue<Long> offsets = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
        private volatile boolean broken;

        @Override
        public void records(List<ConsumerRecord<byte[], byte[]>> records) {
            if (broken) {
                throw new IllegalStateException("scripted");
            }
            records.forEach(record -> offsets.add(record.offset()));
        }

        @Override
        public void refused(String why) {
            refusals.add(why);
        }
    }

    @AfterEach
    void close() {
        reader.close();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void eachPartitionIsReadFromItsOwnOffset() throws InterruptedException {
        begin();
        reader.read(A, 5, a);
        reader.read(B, 7, b);

        comes(A, 5);
        comes(B, 7);

        assertThat(next(a.offsets)).isEqualTo(5);
        assertThat(next(b.offsets)).isEqualTo(7);
        assertThat(consumer.assignment()).isEqualTo(Set.of(A, B));
    }

    @Test
    void whatIsNoLongerWantedIsNotDelivered() throws InterruptedException {
        begin();
        reader.read(A, 0, a);
        reader.read(B, 0, b);
        comes(A, 0);
        assertThat(next(a.offsets)).isZero();

        reader.stop(A);
        comes(B, 0);

        assertThat(next(b.offsets)).isZero();
        assertThat(consumer.assignment()).isEqualTo(Set.of(B));
        assertThat(a.offsets).isEmpty();
    }

    @Test
    void aPartitionMayBeReadAgainFromElsewhere() throws InterruptedException {
        begin();
        reader.read(A, 0, a);
        comes(A, 0);
        assertThat(next(a.offsets)).isZero();

        reader.read(A, 9, b);
        comes(A, 9);

        assertThat(next(b.offsets)).isEqualTo(9);
        assertThat(a.offsets).isEmpty();
    }

    @Test
    void aRefusedPartitionIsGivenUpAloneAndItsReaderTold() throws InterruptedException {
        begin();
        reader.read(A, 0, a);
        reader.read(B, 0, b);
        settle();

        consumer.setPollException(new TopicAuthorizationException(Set.of("a.up")));

        assertThat(next(a.refusals)).contains("a.up", "Read and Describe");
        comes(B, 0);
        assertThat(next(b.offsets)).isZero();
        assertThat(b.refusals).isEmpty();
    }

    @Test
    void anErrorOfKafkasIsNotTheEndOfReading() throws InterruptedException {
        begin();
        reader.read(A, 0, a);
        settle();

        consumer.setPollException(new KafkaException("scripted"));
        comes(A, 0);

        assertThat(next(a.offsets)).isZero();
    }

    @Test
    void oneSinksFaultDoesNotSilenceTheOthers() throws InterruptedException {
        begin();
        a.broken = true;
        reader.read(A, 0, a);
        reader.read(B, 0, b);
        comes(A, 0);

        comes(B, 0);

        assertThat(next(b.offsets)).isZero();
    }

    @Test
    void anOffsetThatCannotBeDoesNotSilenceTheOthers() throws InterruptedException {
        begin();
        reader.read(A, -1, a);
        reader.read(B, 0, b);
        comes(B, 0);

        assertThat(next(b.offsets)).isZero();
    }

    private void begin() {
        consumer.updateBeginningOffsets(Map.of(A, 0L, B, 0L));
        reader = new RecordReader(consumer, "reader");
    }

    /** A record stands in the partition once all commands so far have been obeyed. */
    private void comes(TopicPartition partition, long offset) throws InterruptedException {
        settle();
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, new byte[0])));
    }

    private void settle() throws InterruptedException {
        CountDownLatch obeyed = new CountDownLatch(1);
        reader.run(obeyed::countDown);
        assertThat(obeyed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
