package io.remotingkafka.provisioner.apply;

/** Ends an operation with its failure; thrown and caught within this package's operations. */
public final class FailedException extends Exception {
    private final transient Failure failure;

    /** With why. */
    public FailedException(Failure failure) {
        super(failure.reason().message());
        this.failure = failure;
    }

    /** Why. */
    public Failure failure() {
        return failure;
    }
}
