package io.remotingkafka.broker.relay;

import io.remotingkafka.broker.ownership.GroupView;
import io.remotingkafka.broker.ownership.Step;
import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.FrameCodec;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.Sequencer;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.tunnel.kafka.RecordReader;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.remotingkafka.tunnel.session.StrangerReplies;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One agent on this instance: reads its frames while it is this instance's to do so, holds its sessions, and records them.
 * All of it happens on the agent's event loop.
 */
final class AgentRelay {
    private static final Logger LOG = Logger.getLogger(AgentRelay.class);
    private static final long CONFIRM_AGAIN_MILLIS = 200;

    private final AgentId agent;
    private final int partition;
    private final TopicPartition up;
    private final String down;
    private final Context loop;
    private final RelayContext relay;
    private final StrangerReplies strangers = new StrangerReplies(Direction.DOWN);
    private final Map<SessionId, BrokerSession> sessions = new HashMap<>();
    private final Deque<ConsumerRecord<byte[], byte[]>> backlog = new ArrayDeque<>();
    private boolean confirming;
    private int readings;
    private AgentState state;
    private GroupView group;
    private boolean reading;
    private boolean tookOver;
    private boolean draining;
    private boolean removed;
    private long position = Envelope.UNKNOWN_POSITION;
    private volatile BrokerSession connection;
    private volatile long readUp = Envelope.UNKNOWN_POSITION;
    private volatile long readDown = Envelope.UNKNOWN_POSITION;

    AgentRelay(AgentId agent, int partition, AgentState state, GroupView group, Context loop, RelayContext relay) {
        this.agent = agent;
        this.partition = partition;
        this.up = new TopicPartition(relay.topics().up(agent), 0);
        this.down = relay.topics().down(agent);
        this.state = state;
        this.group = group;
        this.loop = loop;
        this.relay = relay;
    }

    AgentId agent() {
        return agent;
    }

    int partition() {
        return partition;
    }

    Context loop() {
        return loop;
    }

    /** Whether a connection of the agent is held here. From any thread. */
    boolean isConnected() {
        return connection != null;
    }

    /** Bytes of the agent's connection that the controller has not read yet. From any thread. */
    long waitingBytes() {
        BrokerSession current = connection;
        return current == null ? 0 : current.endpoint().waitingBytes();
    }

    /** Up to where the agent's frames have been read and may be deleted. From any thread. */
    long readUp() {
        return readUp;
    }

    /** Up to where the agent says it has read. From any thread. */
    long readDown() {
        return readDown;
    }

    // From here on everything runs on the agent's loop.

    /** The agents topic says so. */
    void update(AgentState newer) {
        // What this instance wrote itself comes back here, and may be behind what it has done since.
        if (newer.readFrom() >= state.readFrom()) {
            state = newer;
        }
        if (connection != null && isElsewhere(state)) {
            connection.endpoint().abort(CloseCode.OWNER_LOST, "another broker instance has taken the agent over");
        }
        act();
    }

    private boolean isElsewhere(AgentState known) {
        return known.session()
                .filter(live -> !live.instance().equals(relay.instance()))
                .isPresent();
    }

    void update(GroupView newer) {
        group = newer;
        act();
    }

    private void act() {
        var situation = new Step.Situation(state, partition, reading, connection != null);
        switch (Step.decide(situation, group)) {
            case Step.Keep() -> {}
            case Step.Leave() -> leave();
            case Step.Read(long from) -> read(from);
            case Step.TakeOver(LiveSession lost, long from) -> takeOver(lost, from);
        }
    }

    private void read(long from) {
        LOG.debugf("agent=%s topic=%s reading from offset=%d", agent, up.topic(), from);
        reading = true;
        readings++;
        position = from;
        relay.reader().read(up, from, new Incoming());
    }

    private void leave() {
        LOG.debugf("agent=%s topic=%s left to another instance", agent, up.topic());
        reading = false;
        backlog.clear();
        relay.reader().stop(up);
    }

    private void takeOver(LiveSession lost, long from) {
        LOG.infof(
                "agent=%s session=%s its instance=%s has left the group: closing it",
                agent, lost.session().brief(), lost.instance());
        String reason = "broker instance " + lost.instance() + " is gone";
        strangers.ignore(lost.session());
        strangers.send(
                loop,
                relay.sink(),
                down,
                strangers.close(lost.session(), lost.epoch() + 1, from, CloseCode.OWNER_LOST, reason));
        tookOver = true;
        state = state.disconnected(from + 1);
        publish(new AgentEvent.AgentDisconnected(state, CloseCode.OWNER_LOST, reason, Optional.empty()));
        read(from + 1);
    }

    private void receive(List<ConsumerRecord<byte[], byte[]>> records) {
        if (reading) {
            backlog.addAll(records);
            work();
        }
    }

    private void work() {
        while (reading && !confirming && !backlog.isEmpty()) {
            receive(backlog.remove());
        }
    }

    private void receive(ConsumerRecord<byte[], byte[]> record) {
        switch (FrameCodec.decode(record.value() == null ? new byte[0] : record.value())) {
            case Decoded.Broken(var error) -> {
                passed(record);
                LOG.errorf("agent=%s topic=%s offset=%d %s", agent, up.topic(), record.offset(), error.message());
                abortAll(CloseCode.BROKEN_FRAME, error.message());
            }
            case Decoded.Valid(Envelope envelope, Frame frame) -> {
                BrokerSession session = sessions.get(envelope.session());
                if (session != null) {
                    passed(record);
                    session.endpoint().receive(envelope, frame, relay.clock().instant());
                    readDown = Math.max(readDown, session.endpoint().peerPosition());
                } else {
                    confirm(record, envelope, frame);
                }
            }
        }
    }

    private void passed(ConsumerRecord<byte[], byte[]> record) {
        position = record.offset() + 1;
        readUp = position;
    }

    /**
     * A frame of no session that is held here. Whether it is this instance's to answer, only the group's coordinator
     * knows: this instance may have been cut off, and another have taken over. What follows waits for the answer.
     */
    private void confirm(ConsumerRecord<byte[], byte[]> record, Envelope envelope, Frame frame) {
        confirming = true;
        int asking = readings;
        relay.confirmGroup()
                .get()
                .onComplete(asked -> loop.runOnContext(v -> {
                    if (!reading || asking != readings) {
                        confirming = false;
                        work();
                    } else if (asked.failed()) {
                        relay.vertx()
                                .setTimer(
                                        CONFIRM_AGAIN_MILLIS,
                                        id -> loop.runOnContext(w -> confirm(record, envelope, frame)));
                    } else {
                        confirming = false;
                        group = asked.result();
                        unknownSession(record, envelope, frame);
                        work();
                    }
                }));
    }

    private void unknownSession(ConsumerRecord<byte[], byte[]> record, Envelope envelope, Frame frame) {
        boolean owner = group.owned().contains(partition);
        boolean holder = connection != null && group.members().contains(relay.instance());
        if (!(frame instanceof Open open && isFirst(envelope))) {
            passed(record);
            relay.meters().foreign();
            if (owner || holder) {
                strangers
                        .answer(envelope, frame, position)
                        .ifPresent(reply -> strangers.send(loop, relay.sink(), down, reply));
            }
        } else if (open.kind().isConnection() ? owner && !draining : owner || holder) {
            passed(record);
            open(envelope, open, record.offset());
        } else {
            handOver(record.offset());
        }
        act();
    }

    private static boolean isFirst(Envelope envelope) {
        return envelope.sequence() == 0
                && envelope.epoch() == Sequencer.FIRST_EPOCH
                && envelope.direction() == Direction.UP;
    }

    private void open(Envelope envelope, Open open, long offset) {
        BrokerSession session = new BrokerSession(
                agent, open.kind(), relay, listener -> endpoint(envelope.session(), listener), this::finished);
        sessions.put(envelope.session(), session);
        switch (relay.secrets().credentials(agent, open, relay.protection().get())) {
            case AgentSecrets.Credentials.Denied(var refusal) -> session.refuse(envelope, open, refusal);
            case AgentSecrets.Credentials.Granted(var headers) -> {
                if (open.kind().isConnection()) {
                    connect(session, envelope, open, headers, offset);
                } else {
                    Future<Void> nothing = Future.succeededFuture();
                    session.dial(envelope, open, headers, nothing, false, nothing);
                }
            }
        }
    }

    private void connect(BrokerSession session, Envelope envelope, Open open, List<Header> headers, long offset) {
        Optional<BrokerSession> former = Optional.ofNullable(connection);
        connection = session;
        former.ifPresent(
                old -> old.endpoint().abort(CloseCode.SUPERSEDED, "a newer connection of the agent took its place"));
        state = state.connected(
                new LiveSession(
                        envelope.session(), open.kind(), relay.instance(), Sequencer.FIRST_EPOCH, session.since()),
                offset);
        Future<Void> recorded = publish(new AgentEvent.AgentConnected(state));
        Future<Void> before = former.map(BrokerSession::legClosed).orElse(Future.succeededFuture());
        session.dial(envelope, open, headers, before, tookOver || former.isPresent(), recorded);
        tookOver = false;
    }

    private SessionEndpoint endpoint(SessionId id, SessionEndpoint.Listener listener) {
        return new SessionEndpoint(
                id,
                Direction.DOWN,
                down,
                relay.settings(),
                loop,
                relay.sink(),
                () -> position,
                relay.meters(),
                relay.clock().instant(),
                listener);
    }

    /** The agent wants a new connection, and it is another instance's to give it: that one begins at this offset. */
    private void handOver(long offset) {
        leave();
        position = offset;
        if (connection != null) {
            connection.endpoint().abort(CloseCode.SUPERSEDED, "a newer connection of the agent took its place");
        }
    }

    private void finished(BrokerSession session) {
        sessions.remove(session.endpoint().id());
        if (session != connection) {
            return;
        }
        connection = null;
        if (removed) {
            // Whatever were written now would make the agent known again.
            return;
        }
        if (isElsewhere(state)) {
            // Not this instance's to tell any more.
            act();
            return;
        }
        state = state.disconnected(Math.max(position, state.readFrom()));
        SessionEnd end = session.end().orElse(new SessionEnd(CloseCode.ABANDONED, "it was refused", false));
        publish(new AgentEvent.AgentDisconnected(state, end.code(), end.reason(), Optional.of(session.summary())));
        act();
    }

    private Future<Void> publish(AgentEvent event) {
        return relay.publish()
                .apply(partition, event)
                .onFailure(e -> LOG.errorf("agent=%s the event %s is lost: %s", agent, event.type(), e.getMessage()));
    }

    /** A late event of another instance stands behind ours on the agents topic: write ours again. */
    void restate() {
        if (removed) {
            return;
        }
        boolean ours = state.session()
                .map(live -> live.instance().equals(relay.instance()))
                .orElse(group.owned().contains(partition));
        if (ours) {
            publish(new AgentEvent.AgentConnected(state));
        }
    }

    void ping() {
        if (connection != null) {
            connection.endpoint().ping();
        }
    }

    void checkLimits(Instant now) {
        List.copyOf(sessions.values()).forEach(session -> session.endpoint()
                .checkLimits(now, relay.kafka().get()));
    }

    /** Takes no new connections. */
    void drain() {
        draining = true;
        act();
    }

    /** Ends the agent's connection in order. */
    void close(CloseCode code, String reason) {
        if (connection != null) {
            connection.endpoint().close(code, reason);
        }
    }

    /** Ends everything at once, and reads no more. */
    void end(CloseCode code, String reason) {
        removed = true;
        abortAll(code, reason);
        if (reading) {
            leave();
        }
    }

    private void abortAll(CloseCode code, String reason) {
        List.copyOf(sessions.values()).forEach(session -> session.endpoint().abort(code, reason));
    }

    private final class Incoming implements RecordReader.Sink {
        @Override
        public void records(List<ConsumerRecord<byte[], byte[]>> records) {
            loop.runOnContext(v -> receive(records));
        }

        @Override
        public void refused(String why) {
            loop.runOnContext(v -> {
                LOG.errorf("agent=%s %s", agent, why);
                reading = false;
                abortAll(CloseCode.KAFKA_OUTAGE, why);
            });
        }
    }
}
