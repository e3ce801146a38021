package io.remotingkafka.quickstart;

/** Something that the user can mend; the message says what was expected, what came, and what to do. */
public final class CannotGoOnException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public CannotGoOnException(String message) {
        super(message);
    }

    /** With a message for the user, and what led to it. */
    public CannotGoOnException(String message, Throwable cause) {
        super(message, cause);
    }
}
