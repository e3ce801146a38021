package io.remotingkafka.provisioner.connection;

/** A connection that cannot be used as it was entered. The message says what was expected and what to do. */
public final class InvalidConnectionException extends RuntimeException {
    /** With what the user is told. */
    public InvalidConnectionException(String message) {
        super(message);
    }

    /** With the cause, for the log. */
    public InvalidConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
