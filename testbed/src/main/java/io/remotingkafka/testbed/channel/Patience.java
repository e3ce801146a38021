package io.remotingkafka.testbed.channel;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A channel's clock: pings when it is time, and gives up on a peer that is silent or does not take what is written. */
final class Patience {
    /** What the clock looks after. */
    interface Watched {
        boolean isOver();

        /** Whether the peer is being kept waiting by this side: then its silence means nothing. */
        boolean isReading();

        void ping();

        void giveUp(String reason);
    }

    private final Watched watched;
    private final Optional<KeepAlive> keepAlive;
    private final Duration writeLimit;
    private final long periodNanos;
    private volatile long lastSignNanos = System.nanoTime();
    private volatile long writingSinceNanos;
    private long nextPingNanos;

    Patience(Watched watched, Optional<KeepAlive> keepAlive, Duration writeLimit) {
        this.watched = watched;
        this.keepAlive = keepAlive;
        this.writeLimit = writeLimit;
        long shortest = keepAlive
                .map(k -> Math.min(k.first().toNanos(), k.idleLimit().toNanos()))
                .orElse(Long.MAX_VALUE);
        this.periodNanos = Math.clamp(
                Math.min(shortest, writeLimit.toNanos()) / 8,
                TimeUnit.MILLISECONDS.toNanos(10),
                TimeUnit.SECONDS.toNanos(1));
        this.nextPingNanos =
                System.nanoTime() + keepAlive.map(k -> k.first().toNanos()).orElse(0L);
    }

    void start() {
        later().execute(this::look);
    }

    /** The peer is alive. */
    void sign() {
        lastSignNanos = System.nanoTime();
    }

    /** Writes, and is watched while it does. */
    void write(Write write) throws IOException {
        writingSinceNanos = System.nanoTime();
        try {
            write.run();
        } finally {
            writingSinceNanos = 0;
        }
    }

    /** Something that may be stuck. */
    interface Write {
        void run() throws IOException;
    }

    private Executor later() {
        return CompletableFuture.delayedExecutor(
                periodNanos, TimeUnit.NANOSECONDS, task -> Thread.ofVirtual().start(task));
    }

    private void look() {
        if (watched.isOver()) {
            return;
        }
        long now = System.nanoTime();
        long writing = writingSinceNanos;
        if (writing != 0 && now - writing > writeLimit.toNanos()) {
            watched.giveUp("a write was not taken within " + writeLimit.toSeconds() + " s");
        }
        keepAlive.ifPresent(limits -> keepAlive(limits, now));
        later().execute(this::look);
    }

    private void keepAlive(KeepAlive limits, long now) {
        if (!watched.isReading()) {
            sign();
        } else if (now - lastSignNanos > limits.idleLimit().toNanos()) {
            watched.giveUp("idle for " + limits.idleLimit().toMillis() + " ms: no data, no pong");
        }
        if (now - nextPingNanos >= 0) {
            nextPingNanos = now + limits.period().toNanos();
            // It may wait behind data, and the clock must not.
            Thread.ofVirtual().start(watched::ping);
        }
    }
}
