package io.remotingkafka.protocol.frame;

/** Who or what refused a session. */
public enum RefusalReason {
    /** The controller answered, and not with the status hoped for; its status and text are passed on. */
    CONTROLLER,
    /** The controller could not be reached. */
    CONTROLLER_UNREACHABLE,
    /** The controller's address answers, but not as Jenkins does. */
    NOT_A_CONTROLLER,
    /** The frame names another agent than the one that its topic belongs to. */
    IDENTITY,
    /** The broker would have to add a secret, but Kafka does not protect the agent's topics. */
    KAFKA_UNPROTECTED,
    /** Nobody has a secret for this agent: not the broker's configuration, not the agent. */
    NO_SECRET,
    /** This instance shuts down and no other has taken over yet. */
    DRAINING
}
