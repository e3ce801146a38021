package io.remotingkafka.tunnel.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.Decoded;
import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.Direction;
import io.remotingkafka.tunnel.session.ScriptedSink.Mood;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Both sides of a session, joined by two partitions in memory that delay, repeat and refuse records. */
class PartitionTest {
    private enum Act {
        WRITE,
        DELIVER,
        DELIVER_WITH_REPEAT,
        STORE,
        CONSUME,
        OUTAGE_BEGINS,
        OUTAGE_ENDS,
        PING,
        TIME
    }

    private record Move(Act act, boolean byAgent, int size) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 5_000)),
                Tuple.of(2, Arbitraries.integers().between(5_000, 70_000)),
                Tuple.of(1, Arbitraries.integers().between(70_000, 400_000)));
        return Combinators.combine(Arbitraries.of(Act.class), Arbitraries.of(true, false), sizes)
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(150)
                .withoutEdgeCases();
    }

    /** One direction: what its writer's socket gave, and what its reader's socket was given. */
    private static final class Wire {
        final Side from;
        final Side to;
        final Buffer written = Buffer.buffer();
        private int consumed;
        private Decoded.Valid latest;

        Wire(Side from, Side to) {
            this.from = from;
            this.to = to;
        }

        void write(int size) {
            if (from.endpoint.isWritable()) {
                byte[] bytes = new byte[size];
                for (int i = 0; i < size; i++) {
                    bytes[i] = (byte) (((written.length() + i) * 31) >>> 3);
                }
                written.appendBytes(bytes);
                from.endpoint.offer(Buffer.buffer(bytes));
            }
        }

        void deliver(boolean repeat) {
            if (repeat && latest != null) {
                to.comes(latest);
            }
            Decoded.Valid next = from.sink.partition.poll();
            if (next != null) {
                latest = next;
                to.comes(next);
            }
        }

        void consume(int size) {
            int some = Math.min(size, to.received.length() - consumed);
            if (some > 0) {
                consumed += some;
                to.endpoint.consumed(some);
            }
        }

        boolean isDone() {
            return consumed == written.length() && from.sink.partition.isEmpty();
        }
    }

    @Property(tries = 400)
    void bothSidesGetExactlyTheBytesAndNoMoreThanTheWindowWaits(@ForAll("moves") List<Move> moves) {
        TestLoop loop = new TestLoop();
        SessionSettings small = new SessionSettings(
                SessionSettings.MIN_WINDOW,
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(200),
                Duration.ofSeconds(200));
        Side agent = new Side(Direction.UP, loop.context(), small);
        Side broker = new Side(Direction.DOWN, loop.context(), small);
        Wire up = new Wire(agent, broker);
        Wire down = new Wire(broker, agent);
        agent.endpoint.open(Side.OPEN);
        up.deliver(false);
        broker.endpoint.accept(Side.OPENED);
        down.deliver(false);

        for (Move move : moves) {
            Side side = move.byAgent() ? agent : broker;
            Wire out = move.byAgent() ? up : down;
            switch (move.act()) {
                case WRITE -> out.write(move.size());
                case DELIVER -> out.deliver(false);
                case DELIVER_WITH_REPEAT -> out.deliver(true);
                case STORE -> side.sink.store(1 + move.size() % 5);
                case CONSUME -> out.consume(move.size());
                case OUTAGE_BEGINS -> side.sink.mood = Mood.TAKES_NOTHING;
                case OUTAGE_ENDS -> side.sink.mood = Mood.TAKES;
                case PING -> broker.endpoint.ping();
                case TIME -> loop.pass(Duration.ofMillis(move.size() % 300));
            }
            loop.tick();
            assertThat(agent.endpoint.waitingBytes()).isBetween(0L, (long) small.window());
            assertThat(broker.endpoint.waitingBytes()).isBetween(0L, (long) small.window());
            assertThat(agent.end).isNull();
            assertThat(broker.end).isNull();
        }

        agent.sink.mood = Mood.TAKES;
        broker.sink.mood = Mood.TAKES;
        for (int i = 0; i < 3_000 && !(up.isDone() && down.isDone()); i++) {
            agent.sink.storeAll();
            broker.sink.storeAll();
            loop.pass(Duration.ofMillis(200));
            up.deliver(false);
            down.deliver(false);
            up.consume(50_000);
            down.consume(50_000);
            loop.tick();
        }
        assertThat(broker.received.getBytes()).isEqualTo(up.written.getBytes());
        assertThat(agent.received.getBytes()).isEqualTo(down.written.getBytes());
        assertThat(agent.endpoint.traffic().bytesSent()).isEqualTo(up.written.length());
        assertThat(agent.endpoint.traffic().bytesReceived()).isEqualTo(down.written.length());

        agent.endpoint.close(CloseCode.PEER_CLOSED, "done");
        loop.pass(Duration.ofSeconds(1));
        up.deliver(true);
        while (!up.from.sink.partition.isEmpty()) {
            up.deliver(false);
        }
        agent.sink.storeAll();
        loop.tick();
        assertThat(agent.told).endsWith("closed PEER_CLOSED", "finished");
        assertThat(broker.told).endsWith("closed PEER_CLOSED", "finished");
        assertThat(agent.sink.frames().stream().filter(Frame.Pong.class::isInstance))
                .hasSizeLessThanOrEqualTo(moves.size());
    }

    @Property(tries = 200)
    void anyRecordLostIsAGapAndNoByteBehindItIsPassedOn(
            @ForAll("moves") List<Move> moves, @ForAll @IntRange(min = 1, max = 40) int which) {
        TestLoop loop = new TestLoop();
        Side agent = Side.agent(loop);
        Side broker = Side.broker(loop);
        Wire up = new Wire(agent, broker);
        Wire down = new Wire(broker, agent);
        agent.endpoint.open(Side.OPEN);
        up.deliver(false);
        broker.endpoint.accept(Side.OPENED);
        down.deliver(false);
        agent.sink.storesAtOnce = true;
        moves.stream().filter(move -> move.act() == Act.WRITE).forEach(move -> {
            up.write(move.size());
            loop.tick();
        });
        List<Decoded.Valid> records = List.copyOf(agent.sink.partition);
        int before = 0;

        for (int i = 0; i < records.size(); i++) {
            if (i + 1 == which) {
                continue;
            }
            broker.comes(records.get(i));
            before = i + 1 < which ? broker.received.length() : before;
        }

        boolean lostInTheMidst = which < records.size();
        if (lostInTheMidst) {
            assertThat(broker.end.code()).isEqualTo(CloseCode.GAP);
            assertThat(broker.received.length()).isEqualTo(before);
        } else {
            assertThat(broker.end).isNull();
        }
    }
}
