package io.remotingkafka.testbed.channel;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Counts and digests what comes in, for one thread that writes and others that wait. */
final class Intake {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final MessageDigest digest = Received.newDigest();
    private long bytes;

    void take(byte[] command, int offset) {
        lock.lock();
        try {
            digest.update(command, offset, command.length - offset);
            bytes += command.length - offset;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** There will be no more: those who wait need not. */
    void end() {
        lock.lock();
        try {
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Received snapshot() {
        lock.lock();
        try {
            MessageDigest copy = (MessageDigest) digest.clone();
            return new Received(bytes, HexFormat.of().formatHex(copy.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be cloned", e);
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many came, the time is up, or {@code over} says that no more will come. */
    void await(long wanted, Duration atMost, BooleanSupplier over) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (bytes < wanted && left > 0 && !over.getAsBoolean()) {
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
