package io.remotingkafka.agent.tunnel;

import io.quarkus.arc.Unremovable;
import io.remotingkafka.agent.AgentConfig;
import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import io.remotingkafka.tunnel.kafka.ClientConfigs;
import io.remotingkafka.tunnel.kafka.FrameWriter;
import io.remotingkafka.tunnel.kafka.KafkaProbe;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.remotingkafka.tunnel.kafka.RecordReader;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.remotingkafka.tunnel.session.SessionMeter;
import io.remotingkafka.tunnel.session.SessionSettings;
import io.remotingkafka.tunnel.session.StrangerReplies;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The sidecar's end of the tunnel: opens sessions for agent.jar's connections and carries their frames to and from the
 * agent's two topics. All of it lives on one event loop.
 */
@ApplicationScoped
@Unremovable
public class AgentTunnel {
    private static final Logger LOG = Logger.getLogger(AgentTunnel.class);
    private static final long RETRY_MILLIS = 1_000;
    private static final long LIMIT_CHECK_MILLIS = 1_000;
    private static final int FAREWELL_SECONDS = 2;

    private final AgentId agent;
    private final String up;
    private final String down;
    private final SessionSettings settings;
    private final Map<String, Object> kafka;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Map<SessionId, SessionEndpoint> sessions = new HashMap<>();
    private final StrangerReplies strangers = new StrangerReplies(Direction.UP);
    private Context loop;
    private Admin admin;
    private FrameWriter writer;
    private RecordReader reader;
    private KafkaProbe probe;
    private SessionEndpoint connection;
    private Optional<CountDownLatch> closing = Optional.empty();
    private long position = Envelope.UNKNOWN_POSITION;
    private volatile TunnelState state = new TunnelState.Connecting("starting");

    AgentTunnel(AgentConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka, Vertx vertx) {
        this.agent = new AgentId(
                new ControllerName(config.controller()),
                new AgentName(config.agent().name()));
        TopicNames topics = new TopicNames(config.prefix());
        this.up = topics.up(agent);
        this.down = topics.down(agent);
        this.settings = new SessionSettings(
                config.session().window(),
                SessionSettings.DEFAULT.heartbeat(),
                config.session().openLimit(),
                config.session().outageLimit(),
                config.session().silenceLimit());
        this.kafka = kafka;
        this.vertx = vertx;
    }

    /** Begins to look for the agent's topics, on this event loop. */
    public void start(Context eventLoop) {
        this.loop = eventLoop;
        String client = "remoting-agent-" + ProcessHandle.current().pid();
        Map<String, Object> producer = ClientConfigs.frameProducer(kafka, client);
        // One agent's window and a margin; the default of 32 MiB is for servers.
        producer.put("buffer.memory", 8L * 1024 * 1024);
        admin = Admin.create(ClientConfigs.admin(kafka, client));
        writer = new FrameWriter(producer);
        reader = new RecordReader(ClientConfigs.reader(kafka, client));
        probe = new KafkaProbe(admin, vertx, clock, (before, after) -> {});
        vertx.setPeriodic(LIMIT_CHECK_MILLIS, id -> loop.runOnContext(v -> checkLimits()));
        attach();
    }

    /** Whether sessions can be opened, and if not, why. */
    public TunnelState state() {
        if (state instanceof TunnelState.Ready
                && probe.status() instanceof KafkaStatus.Unreachable(Instant since, String reason)) {
            return new TunnelState.Connecting("Kafka has been out of reach since " + since + ": " + reason);
        }
        return state;
    }

    /** The agent's connection, where there is one. */
    public Optional<SessionEndpoint> connection() {
        return Optional.ofNullable(connection);
    }

    /** Whose sidecar this is. */
    public AgentName agentName() {
        return agent.agent();
    }

    /** Asks the broker for a session; the listener hears the answer. */
    public SessionEndpoint open(SessionKind kind, List<Header> headers, SessionEndpoint.Listener listener) {
        SessionId id = SessionId.random();
        SessionEndpoint session = new SessionEndpoint(
                id,
                Direction.UP,
                up,
                settings,
                loop,
                writer,
                () -> position,
                SessionMeter.NONE,
                clock.instant(),
                new Forgetting(id, listener));
        sessions.put(id, session);
        if (kind.isConnection()) {
            connection = session;
        }
        session.open(new Frame.Open(agent.agent(), kind, headers));
        return session;
    }

    /**
     * Closes all sessions, waits until their farewells are stored, at most {@value #FAREWELL_SECONDS} s, and gives the
     * clients back.
     */
    public void close() {
        CountDownLatch farewells = new CountDownLatch(1);
        loop.runOnContext(v -> {
            closing = Optional.of(farewells);
            List.copyOf(sessions.values())
                    .forEach(session -> session.abort(CloseCode.AGENT_GONE, "the sidecar was told to stop"));
            countFarewells();
        });
        try {
            if (!farewells.await(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("agent=%s stopped before Kafka had stored the end of its sessions", agent);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        probe.close();
        reader.close();
        writer.close();
        admin.close(Duration.ofSeconds(1));
    }

    private void countFarewells() {
        if (sessions.isEmpty()) {
            closing.ifPresent(CountDownLatch::countDown);
        }
    }

    private void checkLimits() {
        Instant now = clock.instant();
        List.copyOf(sessions.values()).forEach(session -> session.checkLimits(now, probe.status()));
    }

    private void attach() {
        Topics.endOf(admin, up, down)
                .whenComplete((end, failure) -> loop.runOnContext(v -> {
                    if (failure == null) {
                        // Only what is written from now on can belong to a session of this process.
                        reader.read(new TopicPartition(down, 0), end, new Incoming());
                        LOG.infof("agent=%s reading topic=%s from offset=%d", agent, down, end);
                        state = new TunnelState.Ready();
                    } else {
                        notAttached(failure);
                    }
                }));
    }

    private void notAttached(Throwable failure) {
        String reason = Topics.explain(failure, agent);
        if (!(state instanceof TunnelState.Connecting(String before) && before.equals(reason))) {
            LOG.warnf("agent=%s not ready: %s", agent, reason);
        }
        state = new TunnelState.Connecting(reason);
        vertx.setTimer(RETRY_MILLIS, id -> loop.runOnContext(v -> attach()));
    }

    private void receive(ConsumerRecord<byte[], byte[]> record) {
        position = record.offset() + 1;
        switch (FrameCodec.decode(record.value() == null ? new byte[0] : record.value())) {
            case Decoded.Valid(Envelope envelope, Frame frame) -> {
                SessionEndpoint session = sessions.get(envelope.session());
                if (session != null) {
                    session.receive(envelope, frame, clock.instant());
                } else {
                    strangers.answer(envelope, frame, position).ifPresent(this::send);
                }
            }
            case Decoded.Broken(var error) -> {
                LOG.errorf("agent=%s topic=%s offset=%d %s", agent, down, record.offset(), error.message());
                List.copyOf(sessions.values())
                        .forEach(session -> session.abort(CloseCode.BROKEN_FRAME, error.message()));
            }
        }
    }

    private void send(byte[] frame) {
        strangers.send(loop, writer, up, frame);
    }

    private final class Incoming implements RecordReader.Sink {
        @Override
        public void records(List<ConsumerRecord<byte[], byte[]>> records) {
            loop.runOnContext(v -> records.forEach(AgentTunnel.this::receive));
        }

        @Override
        public void refused(String why) {
            loop.runOnContext(v -> {
                state = new TunnelState.Connecting(why);
                List.copyOf(sessions.values()).forEach(s -> s.abort(CloseCode.KAFKA_OUTAGE, why));
                vertx.setTimer(TimeUnit.SECONDS.toMillis(5), id -> loop.runOnContext(w -> attach()));
            });
        }
    }

    /** Passes everything on, and forgets the session when it is finished. */
    private final class Forgetting extends ForwardingListener {
        private final SessionId id;

        Forgetting(SessionId id, SessionEndpoint.Listener listener) {
            super(listener);
            this.id = id;
        }

        @Override
        public void finished() {
            SessionEndpoint session = sessions.remove(id);
            if (connection == session) {
                connection = null;
            }
            super.finished();
            countFarewells();
        }
    }
}
