package io.remotingkafka.provisioner.apply;

import io.remotingkafka.provisioner.cluster.Reason;

/** Something that cannot be done, and why. */
public final class RefusedException extends RuntimeException {
    private final transient Reason reason;

    /** With what the user is told. */
    public RefusedException(Reason reason) {
        super(reason.message());
        this.reason = reason;
    }

    /** With the cause, for the log. */
    public RefusedException(Reason reason, Throwable cause) {
        super(reason.message(), cause);
        this.reason = reason;
    }

    /** What the user is told. */
    public Reason reason() {
        return reason;
    }
}
