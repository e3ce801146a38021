package io.remotingkafka.testbed.channel;

import io.remotingkafka.testbed.channel.Wire.Incoming;
import io.remotingkafka.testbed.net.Gate;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What both fixtures speak with each other where agent.jar and Jenkins speak remoting: streams of known bytes, and calls
 * that are echoed, in remoting's chunks. It ends at the first byte that is not as it should be.
 *
 * <p>A channel has two threads of its own at most, and may be used from any.
 */
public final class Channel {
    /** Jenkins's and agent.jar's limit for a single write. */
    public static final Duration WRITE_LIMIT = Duration.ofMinutes(5);

    private static final int GOING_AWAY = 1001;
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);

    private final Wire wire;
    private final Patience patience;
    private final Commands commands;
    private final Outgoing outgoing;
    private final Gate gate = new Gate();
    private final Intake intake = new Intake();
    private final AtomicBoolean pongWaits = new AtomicBoolean();
    private final AtomicReference<Traffic> traffic = new AtomicReference<>(Traffic.NONE);
    private final AtomicReference<Optional<End>> closedHere = new AtomicReference<>(Optional.empty());
    private final CompletableFuture<End> ended = new CompletableFuture<>();

    Channel(Wire wire, boolean greets, Optional<KeepAlive> keepAlive, Duration writeLimit) {
        this.wire = wire;
        this.patience = new Patience(new Clocked(), keepAlive, writeLimit);
        this.outgoing = new Outgoing(wire, patience);
        this.commands = new Commands(greets, intake, outgoing);
        Thread.ofVirtual().name("channel").start(this::readAll);
        patience.start();
    }

    // Sending.

    /** Sends a stream in remoting's messages; done when all of it is written. Fails if the channel ends before. */
    public CompletableFuture<Void> send(ByteStream stream) {
        return send(stream, Messages.AS_REMOTING);
    }

    /** Sends a stream; done when all of it is written. Fails if the channel ends before. */
    public CompletableFuture<Void> send(ByteStream stream, Messages messages) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread.ofVirtual().name("stream").start(() -> {
            try {
                outgoing.write(stream, messages);
                sent.complete(null);
            } catch (IOException e) {
                sent.completeExceptionally(new IOException(
                        "The stream was not sent whole: " + ended.getNow(End.here(End.LOST, e.getMessage())), e));
            }
        });
        return sent;
    }

    /**
     * Has the other end echo that many bytes.
     *
     * @return how long it took
     * @throws IllegalStateException if no answer comes in time, or another one
     */
    public Duration call(int bytes, Duration atMost) {
        long start = System.nanoTime();
        await(commands.call(bytes), atMost, "an answer");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    // Receiving.

    /** All data that came in until now. */
    public Received received() {
        return intake.snapshot();
    }

    /** How many bytes of data came in until now; {@link #received} costs more. */
    public long receivedBytes() {
        return intake.bytes();
    }

    /**
     * Waits until that many bytes of data are in.
     *
     * @throws IllegalStateException if they are not in time, or the channel ends before
     */
    public Received awaitReceived(long bytes, Duration atMost) {
        try {
            intake.await(bytes, atMost, ended::isDone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        if (intake.bytes() < bytes) {
            throw new IllegalStateException(intake.bytes() + " of " + bytes + " bytes are in after " + atMost
                    + "; the channel " + (ended.isDone() ? "ended: " + ended.join() : "is open"));
        }
        return received();
    }

    /** Reads no further: the sender is held back when the buffers in between are full. */
    public void stopReading() {
        gate.open(false);
    }

    /** Reads on. */
    public void readOn() {
        gate.open(true);
    }

    /** What has been seen on the wire. */
    public Traffic traffic() {
        return traffic.get();
    }

    // Ending.

    /** Closes in order, from this side. */
    public void close(int code, String reason) {
        if (!closedHere.compareAndSet(Optional.empty(), Optional.of(End.here(code, reason)))) {
            return;
        }
        gate.open(true);
        Thread.ofVirtual().start(() -> {
            try {
                wire.sayClose(code, reason);
            } catch (IOException e) {
                end(End.there(End.LOST, e.getMessage()));
            }
        });
        // A peer that does not answer the farewell is not waited for longer than real ones do.
        CompletableFuture.delayedExecutor(CLOSING_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> end(End.here(code, reason)));
    }

    /** Ends it by a reset of the connection, as a process that is killed with bytes unread. */
    public void kill() {
        closedHere.compareAndSet(Optional.empty(), Optional.of(End.here(End.LOST, "killed")));
        wire.reset();
        end(closedHere.get().orElseThrow());
    }

    /** Whether bytes still go both ways, as far as this end knows. */
    public boolean isOpen() {
        return !ended.isDone();
    }

    /** Done when it has ended, by whomever. */
    public CompletableFuture<End> ended() {
        return ended.copy();
    }

    /**
     * Waits for the end.
     *
     * @throws IllegalStateException if it is still open then
     */
    public End awaitEnd(Duration atMost) {
        return await(ended, atMost, "the channel's end");
    }

    private <T> T await(CompletableFuture<T> future, Duration atMost, String what) {
        try {
            return CompletableFuture.anyOf(future, ended)
                    .thenCompose(v -> future.isDone() ? future : failed(what))
                    .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("After " + atMost + " no " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("No " + what + ": " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private <T> CompletableFuture<T> failed(String what) {
        return CompletableFuture.failedFuture(
                new IOException("the channel ended before " + what + ": " + ended.join()));
    }

    private void end(End end) {
        wire.close();
        if (ended.complete(end)) {
            gate.open(true);
            intake.end();
        }
    }

    private void readAll() {
        try {
            while (!ended.isDone()) {
                gate.pass();
                Incoming incoming = wire.read();
                // Stopped in the middle of a read: it takes back nothing, but what was read waits.
                gate.pass();
                accept(incoming);
            }
        } catch (WireViolation e) {
            violation(e);
        } catch (EOFException e) {
            end(closedHere.get().orElse(End.there(End.LOST, "the connection ended without a close frame")));
        } catch (IOException e) {
            end(closedHere.get().orElse(End.there(End.LOST, "the connection was lost: " + e.getMessage())));
        }
    }

    private void accept(Incoming incoming) throws IOException {
        switch (incoming) {
            case Incoming.Bytes(byte[] bytes) -> {
                patience.sign();
                traffic.updateAndGet(t -> t.plusMessage(bytes.length));
                commands.read(bytes);
            }
            case Incoming.Pong() -> {
                patience.sign();
                traffic.updateAndGet(Traffic::plusPong);
            }
            case Incoming.Ping(byte[] payload) -> {
                traffic.updateAndGet(Traffic::plusPing);
                answer(payload);
            }
            case Incoming.Closed(int code, String reason) -> {
                if (closedHere.get().isEmpty()) {
                    wire.sayClose(code == 1005 ? End.NORMAL : code, "");
                }
                end(closedHere.get().orElse(End.there(code, reason)));
            }
        }
    }

    /** Behind the data that waits to be written; of several pings meanwhile one is answered (RFC 6455, section 5.5.3). */
    private void answer(byte[] payload) {
        if (pongWaits.compareAndSet(false, true)) {
            Thread.ofVirtual().start(() -> {
                try {
                    wire.pong(payload);
                } catch (IOException e) {
                    end(closedHere.get().orElse(End.there(End.LOST, "no pong could be sent: " + e.getMessage())));
                } finally {
                    pongWaits.set(false);
                }
            });
        }
    }

    private void violation(WireViolation violation) {
        End end = End.here(violation.code(), violation.getMessage());
        closedHere.set(Optional.of(end));
        try {
            wire.sayClose(end.code(), end.reason());
        } catch (IOException e) {
            end(End.here(end.code(), end.reason() + "; and it could not be said: " + e.getMessage()));
        }
        end(end);
    }

    private final class Clocked implements Patience.Watched {
        @Override
        public boolean isOver() {
            return ended.isDone();
        }

        @Override
        public boolean isReading() {
            return gate.isOpen();
        }

        @Override
        public void ping() {
            try {
                wire.ping();
                traffic.updateAndGet(Traffic::plusPingSent);
            } catch (IOException e) {
                end(closedHere.get().orElse(End.there(End.LOST, "no ping could be sent: " + e.getMessage())));
            }
        }

        @Override
        public void giveUp(String reason) {
            close(GOING_AWAY, reason);
        }
    }
}
