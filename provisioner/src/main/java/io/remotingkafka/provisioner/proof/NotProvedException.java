package io.remotingkafka.provisioner.proof;

/** Kafka runs and does not do what it should. */
public final class NotProvedException extends Exception {
    private final String attempted;

    /**
     * @param attempted what was attempted, as the subject of a sentence
     * @param says what came back
     */
    public NotProvedException(String attempted, String says, Throwable cause) {
        super(says, cause);
        this.attempted = attempted;
    }

    /** What was attempted. */
    public String attempted() {
        return attempted;
    }
}
