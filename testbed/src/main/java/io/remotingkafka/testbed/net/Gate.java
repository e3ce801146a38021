package io.remotingkafka.testbed.net;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a thread pass while it is open, and makes it wait while it is not. */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean isOpen = true;

    /** Opens or closes it. */
    public void open(boolean open) {
        lock.lock();
        try {
            isOpen = open;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether threads pass. */
    public boolean isOpen() {
        lock.lock();
        try {
            return isOpen;
        } finally {
            lock.unlock();
        }
    }

    /** Returns once it is open. */
    public void pass() {
        lock.lock();
        try {
            while (!isOpen) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
