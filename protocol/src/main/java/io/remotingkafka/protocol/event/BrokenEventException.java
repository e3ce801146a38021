package io.remotingkafka.protocol.event;

/** A record says that it is an event of ours, and is not. */
public final class BrokenEventException extends Exception {
    BrokenEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
