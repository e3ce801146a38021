package io.remotingkafka.protocol.frame;

import io.remotingkafka.protocol.session.WireCode;

/** Who or what refused a session. */
public enum RefusalReason implements WireCode {
    /** The controller answered, and not with the status hoped for; its status and text are passed on. */
    CONTROLLER(0),
    /** The controller could not be reached. */
    CONTROLLER_UNREACHABLE(1),
    /** The controller's address answers, but not as Jenkins does. */
    NOT_A_CONTROLLER(2),
    /** The frame names another agent than the one that its topic belongs to. */
    IDENTITY(3),
    /** The broker would have to add a secret, but Kafka does not protect the agent's topics. */
    KAFKA_UNPROTECTED(4),
    /** Nobody has a secret for this agent: not the broker's configuration, not the agent. */
    NO_SECRET(5),
    /** This instance shuts down and no other has taken over yet. */
    DRAINING(6);

    private final int code;

    RefusalReason(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
