package io.remotingkafka.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been started or created and has to go: last come, first gone, whether the quickstart ends by itself, by an
 * error or by Ctrl-C. What cannot be removed is said, and the rest goes all the same.
 */
final class Parts implements AutoCloseable {
    private record Part(String name, Runnable end) {}

    private final Screen screen;
    private final Deque<Part> parts = new ArrayDeque<>();
    private volatile boolean closing;

    Parts(Screen screen) {
        this.screen = screen;
    }

    /** Takes charge of something; ends it at once if the end has begun. */
    synchronized void add(String name, Runnable end) {
        parts.push(new Part(name, end));
        if (closing) {
            end();
            throw new IllegalStateException("The quickstart is ending");
        }
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public void close() {
        closing = true;
        screen.ending();
        end();
    }

    private synchronized void end() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.end().run();
            } catch (RuntimeException e) {
                screen.line(part.name() + " could not be removed: " + e.getMessage());
            }
        }
    }
}
