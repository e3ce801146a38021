package io.remotingkafka.broker.relay;

import io.remotingkafka.broker.ownership.GroupView;
import io.remotingkafka.broker.ownership.Step;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.Sequencer;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.remotingkafka.tunnel.session.StrangerReplies;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * One agent on this instance: reads its frames while it is this instance's to do so, holds its sessions, and records them.
 * All of it happens on the agent's event loop.
 */
final class AgentRelay {
    private static final Logger LOG = Logger.getLogger(AgentRelay.class);

    private final AgentId agent;
    private final int partition;
    private final String down;
    private final Context loop;
    private final RelayContext relay;
    private final StrangerReplies strangers = new StrangerReplies(Direction.DOWN);
    private final Map<SessionId, BrokerSession> sessions = new HashMap<>();
    private final AgentRecord record;
    private final UpReading reading;
    private GroupView group;
    private boolean tookOver;
    private boolean draining;
    private boolean removed;
    private volatile BrokerSession connection;
    private volatile long readDown = Envelope.UNKNOWN_POSITION;

    AgentRelay(AgentId agent, int partition, AgentState state, GroupView group, Context loop, RelayContext relay) {
        this.agent = agent;
        this.partition = partition;
        this.down = relay.topics().down(agent);
        this.group = group;
        this.loop = loop;
        this.relay = relay;
        this.record = new AgentRecord(state, partition, relay);
        this.reading =
                new UpReading(new TopicPartition(relay.topics().up(agent), 0), relay.reader(), loop, new Receiver());
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
        return reading.readUp();
    }

    /** Up to where the agent says it has read. From any thread. */
    long readDown() {
        return readDown;
    }

    // From here on everything runs on the agent's loop.

    /** The agents topic says so. */
    void update(AgentState newer) {
        record.read(newer);
        if (connection != null && record.isElsewhere()) {
            connection.endpoint().abort(CloseCode.OWNER_LOST, "another broker instance has taken the agent over");
        }
        act();
    }

    void update(GroupView newer) {
        group = newer;
        act();
    }

    private void act() {
        var situation = new Step.Situation(record.state(), partition, reading.isActive(), connection != null);
        switch (Step.decide(situation, group)) {
            case Step.Keep() -> {}
            case Step.Leave() -> leave();
            case Step.Read(long from) -> read(from);
            case Step.TakeOver(LiveSession lost, long from) -> takeOver(lost, from);
        }
    }

    private void read(long from) {
        LOG.debugf("agent=%s reading from offset=%d", agent, from);
        reading.start(from);
    }

    private void leave() {
        LOG.debugf("agent=%s left to another instance", agent);
        reading.stop();
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
        record.disconnected(from + 1, CloseCode.OWNER_LOST, reason, Optional.empty());
        read(from + 1);
    }

    private void receive(long offset, Envelope envelope, Frame frame) {
        BrokerSession session = sessions.get(envelope.session());
        if (session != null) {
            reading.passed(offset);
            session.endpoint().receive(envelope, frame, relay.clock().instant());
            readDown = Math.max(readDown, session.endpoint().peerPosition());
        } else {
            // Whether it is this instance's to answer, only the group's coordinator knows: this instance may have been
            // cut off, and another have taken over.
            reading.hold(relay.confirmGroup(), confirmed -> {
                group = confirmed;
                unknownSession(offset, envelope, frame);
            });
        }
    }

    private void unknownSession(long offset, Envelope envelope, Frame frame) {
        boolean owner = group.owned().contains(partition);
        boolean holder = connection != null && group.members().contains(relay.instance());
        if (!(frame instanceof Open open && isFirst(envelope))) {
            reading.passed(offset);
            relay.meters().foreign();
            if (owner || holder) {
                strangers
                        .answer(envelope, frame, reading.position())
                        .ifPresent(reply -> strangers.send(loop, relay.sink(), down, reply));
            }
        } else if (open.kind().isConnection() ? owner && !draining : owner || holder) {
            reading.passed(offset);
            open(envelope, open, offset);
        } else {
            handOver();
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
        Future<Void> recorded = record.connected(
                new LiveSession(
                        envelope.session(), open.kind(), relay.instance(), Sequencer.FIRST_EPOCH, session.since()),
                offset);
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
                reading::position,
                relay.meters(),
                relay.clock().instant(),
                listener);
    }

    /** The agent wants a new connection, and it is another instance's to give it: that one begins at its {@code Open}. */
    private void handOver() {
        leave();
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
        if (!record.isElsewhere()) { // Otherwise it is not this instance's to tell any more.
            SessionEnd end = session.end().orElse(new SessionEnd(CloseCode.ABANDONED, "it was refused", false));
            long next = Math.max(reading.position(), record.state().readFrom());
            record.disconnected(next, end.code(), end.reason(), Optional.of(session.summary()));
        }
        act();
    }

    /** A late event of another instance stands behind ours on the agents topic: write ours again. */
    void restate() {
        boolean nobodys = record.state().session().isEmpty();
        if (!removed && (record.isHere() || (nobodys && group.owned().contains(partition)))) {
            record.restate();
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
        if (reading.isActive()) {
            leave();
        }
    }

    private void abortAll(CloseCode code, String reason) {
        List.copyOf(sessions.values()).forEach(session -> session.endpoint().abort(code, reason));
    }

    private final class Receiver implements UpReading.Receiver {
        @Override
        public void frame(long offset, Envelope envelope, Frame frame) {
            receive(offset, envelope, frame);
        }

        @Override
        public void broken(long offset, String error) {
            reading.passed(offset);
            LOG.errorf("agent=%s topic=%s offset=%d %s", agent, relay.topics().up(agent), offset, error);
            abortAll(CloseCode.BROKEN_FRAME, error);
        }

        @Override
        public void refused(String why) {
            LOG.errorf("agent=%s %s", agent, why);
            abortAll(CloseCode.KAFKA_OUTAGE, why);
        }
    }
}
