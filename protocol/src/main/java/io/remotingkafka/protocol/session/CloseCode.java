package io.remotingkafka.protocol.session;

/** Why a session ended. */
public enum CloseCode {
    /** agent.jar's or the controller's connection ended; both legs close together. */
    PEER_CLOSED,
    /** agent.jar's or the controller's connection failed. */
    PEER_FAILED,
    /** Frames are missing: the stream would have a hole. */
    GAP,
    /** A frame could not be read: wrong checksum, unknown version, malformed. */
    BROKEN_FRAME,
    /** More data came than was granted. */
    CREDIT_EXCEEDED,
    /** A frame came that has no place in this session's state. */
    UNEXPECTED_FRAME,
    /** The side that answers has no such session. */
    UNKNOWN_SESSION,
    /** A newer session of the same agent took its place. */
    SUPERSEDED,
    /** The broker instance that held the session has left the group. */
    OWNER_LOST,
    /** Kafka was out of reach for longer than the outage limit. */
    KAFKA_OUTAGE,
    /** Kafka works, but the other side was silent for longer than the silence limit. */
    SILENT,
    /** The platform says that the agent's pod or process is gone. */
    AGENT_GONE,
    /** The broker instance shuts down; another one takes the agent. */
    DRAINING,
    /** The agent was removed. */
    RETIRED,
    /** The opening was given up: no answer in time, or agent.jar hung up meanwhile. */
    ABANDONED
}
