package io.remotingkafka.tunnel.session;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Envelope;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.protocol.session.SessionId;
import io.remotingkafka.protocol.session.SessionKind;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One side of a session with everything around it scripted: the sink, the socket's owner, the other side's frames. */
final class Side implements SessionEndpoint.Listener {
    static final SessionId ID = new SessionId(new UUID(4, 2));
    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    static final Frame.Open OPEN = new Frame.Open(new AgentName("linux"), SessionKind.WEBSOCKET, List.of());
    static final Frame.Opened OPENED = new Frame.Opened(101, List.of());

    final ScriptedSink sink = new ScriptedSink();
    final Buffer received = Buffer.buffer();
    /** What the listener was told beside data, as words. */
    final List<String> told = new ArrayList<>();

    SessionEnd end;
    final SessionEndpoint endpoint;
    boolean consumesAtOnce;
    private final Direction outgoing;
    private long next;

    Side(Direction outgoing, Context loop, SessionSettings settings) {
        this.outgoing = outgoing;
        this.endpoint = new SessionEndpoint(
                ID, outgoing, "topic", settings, loop, sink, () -> 17, SessionMeter.NONE, START, this);
    }

    static Side agent(TestLoop loop) {
        return new Side(Direction.UP, loop.context(), SessionSettings.DEFAULT);
    }

    static Side broker(TestLoop loop) {
        return new Side(Direction.DOWN, loop.context(), SessionSettings.DEFAULT);
    }

    /** A broker's side that has accepted, with that much credit from the agent; its {@code Opened} is stored. */
    static Side openBroker(TestLoop loop, long credit) {
        Side broker = broker(loop);
        broker.comes(credit, OPEN);
        broker.endpoint.accept(OPENED);
        broker.sink.storeAll();
        loop.tick();
        return broker;
    }

    /** The next frame of the other side comes in. */
    void comes(long credit, Frame frame) {
        comes(next++, 1, credit, frame);
    }

    void comes(long sequence, int epoch, long credit, Frame frame) {
        endpoint.receive(new Envelope(ID, outgoing.opposite(), epoch, sequence, credit, 5), frame, START);
    }

    void comes(Decoded.Valid valid) {
        endpoint.receive(valid.envelope(), valid.frame(), START);
    }

    static Frame.Data data(int bytes) {
        return new Frame.Data(ByteBuffer.allocate(bytes));
    }

    void offers(int bytes) {
        endpoint.offer(Buffer.buffer(new byte[bytes]));
    }

    @Override
    public void opened(Frame.Opened opened) {
        told.add("opened");
    }

    @Override
    public void refused(Frame.Refused refused) {
        told.add("refused");
    }

    @Override
    public void data(Buffer bytes) {
        received.appendBuffer(bytes);
        if (consumesAtOnce) {
            endpoint.consumed(bytes.length());
        }
    }

    @Override
    public void writable() {
        told.add("writable");
    }

    @Override
    public void closed(SessionEnd how) {
        end = how;
        told.add("closed " + how.code());
    }

    @Override
    public void finished() {
        told.add("finished");
    }
}
