package io.remotingkafka.testbed.frames;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.testbed.channel.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The sidecar or the broker of one agent, played by a test: reads one of the agent's two topics from its end and writes
 * to the other whatever the test wants, right or wrong.
 */
public final class ScriptedSide implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Direction outgoing;
    private final AgentId agent;
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<SessionId, ScriptedSession> sessions = new ConcurrentHashMap<>();
    private final List<ScriptedSession> order = new CopyOnWriteArrayList<>();
    private final Set<SessionId> taken = new HashSet<>();
    private final Thread reader;

    private ScriptedSide(Map<String, Object> kafka, Direction outgoing, TopicNames names, AgentId agent) {
        this.outgoing = outgoing;
        this.agent = agent;
        this.topic = outgoing == Direction.UP ? names.up(agent) : names.down(agent);
        Map<String, Object> writing = new HashMap<>(kafka);
        writing.put("linger.ms", 0);
        this.producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition from = new TopicPartition(outgoing == Direction.UP ? names.down(agent) : names.up(agent), 0);
        consumer.assign(List.of(from));
        consumer.seekToEnd(List.of(from));
        consumer.position(from);
        this.reader = Thread.ofPlatform().daemon().name("scripted-" + topic).start(this::readAll);
    }

    /** Plays the broker: sidecars open sessions here. Both topics must exist. */
    public static ScriptedSide broker(Map<String, Object> kafka, TopicNames names, AgentId agent) {
        return new ScriptedSide(kafka, Direction.DOWN, names, agent);
    }

    /** Plays the sidecar: opens sessions. Both topics must exist. */
    public static ScriptedSide sidecar(Map<String, Object> kafka, TopicNames names, AgentId agent) {
        return new ScriptedSide(kafka, Direction.UP, names, agent);
    }

    /** As the sidecar: asks for a session in the agent's own name. */
    public ScriptedSession open(SessionKind kind, List<Header> headers) {
        return open(new Frame.Open(agent.agent(), kind, headers));
    }

    /** As the sidecar: asks for a session in any name. */
    public ScriptedSession open(Frame.Open open) {
        ScriptedSession session = session(SessionId.random());
        session.send(open);
        return session;
    }

    /** A session of that name, of which the other side need not know. */
    public ScriptedSession session(SessionId id) {
        return sessions.computeIfAbsent(id, unknown -> {
            ScriptedSession session = new ScriptedSession(unknown, outgoing, this::write);
            order.add(session);
            return session;
        });
    }

    /**
     * As the broker: the next session that the sidecar asks for and that has not been taken yet.
     *
     * @throws IllegalStateException if there is none in time
     */
    public ScriptedSession awaitOpen(SessionKind kind, Duration atMost) {
        ScriptedSession session = Waiting.forValue(
                () -> untaken(kind), atMost, () -> "no Open(" + kind + ") came for agent " + agent + "; " + opens());
        taken.add(session.id());
        return session;
    }

    private Optional<ScriptedSession> untaken(SessionKind kind) {
        return order.stream()
                .filter(session -> !taken.contains(session.id()))
                .filter(session -> session.frames().stream()
                        .anyMatch(frame -> frame instanceof Frame.Open open && open.kind() == kind))
                .findFirst();
    }

    /** All sessions that a frame came in for or that were made here, in their order. */
    public List<ScriptedSession> sessions() {
        return List.copyOf(order);
    }

    /** How many sessions have been asked for until now. */
    public long opens() {
        return order.stream()
                .filter(session -> session.frames().stream().anyMatch(Frame.Open.class::isInstance))
                .count();
    }

    /** Any record, for the other side to read. */
    public void write(byte[] record) {
        var unused = producer.send(new ProducerRecord<>(topic, 0, null, record));
    }

    private void readAll() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::read);
            }
        } catch (WakeupException e) {
            // Closed.
            return;
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (FrameCodec.decode(record.value()) instanceof Decoded.Valid(var envelope, var frame)) {
            session(envelope.session()).receive(envelope, frame);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(2));
    }
}
