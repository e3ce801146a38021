package io.remotingkafka.benchmarks.parts;

import io.remotingkafka.tunnel.kafka.ClientConfigs;
import io.remotingkafka.tunnel.kafka.RecordReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A record there and its answer back over two topics, with nothing but Kafka's clients at both ends: what is left of a round
 * trip through the tunnel without the tunnel. It is more than twice Kafka's own latency, since the answer meets a Kafka that
 * is still busy with the acknowledgement and the next fetch of the question.
 */
public final class KafkaEcho implements AutoCloseable {
    private static final String THERE = "benchmark-echo-there";
    private static final String BACK = "benchmark-echo-back";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final End asking;
    private final End answering;
    private final LinkedBlockingQueue<Long> answers = new LinkedBlockingQueue<>();

    private KafkaEcho(Map<String, Object> client) {
        this.asking = new End(client, "asking");
        this.answering = new End(client, "answering");
        asking.read(BACK, record -> answers.add(System.nanoTime()));
        answering.read(THERE, record -> answering.write(BACK, record));
    }

    /** Makes both topics and the clients of both ends. */
    public static KafkaEcho start(Map<String, Object> client) {
        Topics.create(client, THERE);
        Topics.create(client, BACK);
        return new KafkaEcho(client);
    }

    /** Sends a record of that many bytes, and returns how long it took until its copy was back. */
    public long nanos(int bytes) {
        byte[] record = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(record);
        long start = System.nanoTime();
        asking.write(THERE, record);
        try {
            Long arrived = answers.poll(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            if (arrived == null) {
                throw new IllegalStateException("A record was not back within " + LIMIT.toSeconds() + " s");
            }
            return arrived - start;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        asking.close();
        answering.close();
    }

    /** A producer and a consumer, as each side of the tunnel has them. */
    private static final class End implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final RecordReader reader;

        End(Map<String, Object> client, String name) {
            this.producer = new KafkaProducer<>(
                    ClientConfigs.producer(client, "benchmark-" + name),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            this.reader = new RecordReader(ClientConfigs.reader(client, "benchmark-" + name));
        }

        void write(String topic, byte[] record) {
            var unused = producer.send(new ProducerRecord<>(topic, 0, null, record));
        }

        void read(String topic, Consumer<byte[]> sink) {
            reader.read(new TopicPartition(topic, 0), 0, new RecordReader.Sink() {
                @Override
                public void records(List<ConsumerRecord<byte[], byte[]>> records) {
                    records.forEach(record -> sink.accept(record.value()));
                }

                @Override
                public void refused(String why) {
                    throw new IllegalStateException(why);
                }
            });
        }

        @Override
        public void close() {
            reader.close();
            producer.close(Duration.ofSeconds(5));
        }
    }
}
