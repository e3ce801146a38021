package io.remotingkafka.benchmarks.idle;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.kafka.ClientConfigs;
import io.remotingkafka.tunnel.kafka.FrameWriter;
import io.remotingkafka.tunnel.kafka.RecordReader;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.remotingkafka.tunnel.session.SessionMeter;
import io.remotingkafka.tunnel.session.SessionSettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The agents' side of many sessions in one process, made of the sidecar's own parts: a thousand sidecars as processes would
 * not fit on the machine. What the controller sends is read and dropped.
 */
final class PlayedSidecars implements AutoCloseable {
    private static final String CAPABILITY = "rO0ABXNyABpodWRzb24ucmVtb3RpbmcuQ2FwYWJpbGl0eQ==";
    private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final FrameWriter writer;
    private final RecordReader reader;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

    PlayedSidecars(Map<String, Object> client) {
        this.writer = new FrameWriter(ClientConfigs.frameProducer(client, "played-sidecars"));
        this.reader = new RecordReader(ClientConfigs.reader(client, "played-sidecars"));
    }

    /** Asks for a session of that agent, whose topics must exist and be empty. */
    void open(String agent, String secret) {
        AgentId id = new AgentId(new ControllerName("main"), new AgentName(agent));
        loop.runOnContext(v -> new Played(id, secret).open());
    }

    /** How many sessions are open now. */
    int openSessions() {
        return open.get();
    }

    /** What went wrong, for each session that was refused or closed. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Played implements SessionEndpoint.Listener, RecordReader.Sink {
        private final AgentId agent;
        private final String secret;
        private final SessionEndpoint session;
        private long position = Envelope.UNKNOWN_POSITION;

        Played(AgentId agent, String secret) {
            this.agent = agent;
            this.secret = secret;
            this.session = new SessionEndpoint(
                    SessionId.random(),
                    Direction.UP,
                    TOPICS.up(agent),
                    SessionSettings.DEFAULT,
                    loop,
                    writer,
                    () -> position,
                    SessionMeter.NONE,
                    Instant.now(),
                    this);
        }

        void open() {
            reader.read(new TopicPartition(TOPICS.down(agent), 0), 0, this);
            session.open(new Frame.Open(
                    agent.agent(),
                    SessionKind.WEBSOCKET,
                    List.of(
                            new Header("Node-Name", agent.agent().value()),
                            new Header("Secret-Key", secret),
                            new Header("X-Remoting-Capability", CAPABILITY))));
        }

        @Override
        public void records(List<ConsumerRecord<byte[], byte[]>> records) {
            loop.runOnContext(v -> records.forEach(this::receive));
        }

        private void receive(ConsumerRecord<byte[], byte[]> record) {
            position = record.offset() + 1;
            switch (FrameCodec.decode(record.value())) {
                case Decoded.Valid(Envelope envelope, Frame frame) -> session.receive(envelope, frame, Instant.now());
                case Decoded.Broken(var error) -> problems.add(agent + ": " + error.message());
            }
        }

        @Override
        public void refused(String why) {
            problems.add(agent + ": " + why);
        }

        @Override
        public void opened(Frame.Opened answer) {
            open.incrementAndGet();
        }

        @Override
        public void refused(Frame.Refused refused) {
            problems.add(agent + ": " + refused.text());
        }

        @Override
        public void data(Buffer bytes) {
            session.consumed(bytes.length());
        }

        @Override
        public void writable() {
            // Nothing is sent.
        }

        @Override
        public void closed(SessionEnd end) {
            open.decrementAndGet();
            problems.add(agent + ": " + end);
        }

        @Override
        public void finished() {
            // Counted when it was closed.
        }
    }
}
