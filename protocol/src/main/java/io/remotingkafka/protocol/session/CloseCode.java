package io.remotingkafka.protocol.session;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a session ended. */
public enum CloseCode implements WireCode {
    /** agent.jar's or the controller's connection ended; both legs close together. */
    PEER_CLOSED(0),
    /** agent.jar's or the controller's connection failed. */
    PEER_FAILED(1),
    /** Frames are missing: the stream would have a hole. */
    GAP(2),
    /** A frame could not be read: wrong checksum, unknown version, malformed. */
    BROKEN_FRAME(3),
    /** More data came than was granted. */
    CREDIT_EXCEEDED(4),
    /** A frame came that has no place in this session's state. */
    UNEXPECTED_FRAME(5),
    /** The side that answers has no such session. */
    UNKNOWN_SESSION(6),
    /** A newer session of the same agent took its place. */
    SUPERSEDED(7),
    /** The broker instance that held the session has left the group. */
    OWNER_LOST(8),
    /** Kafka was out of reach for longer than the outage limit. */
    KAFKA_OUTAGE(9),
    /** Kafka works, but the other side was silent for longer than the silence limit. */
    SILENT(10),
    /** The platform says that the agent's pod or process is gone. */
    AGENT_GONE(11),
    /** The broker instance shuts down; another one takes the agent. */
    DRAINING(12),
    /** The agent was removed. */
    RETIRED(13),
    /** The opening was given up: no answer in time, or agent.jar hung up meanwhile. */
    ABANDONED(14),
    /** A reason that a later version gave: the text beside it tells. An upgrade must not make an old side lose more. */
    @JsonEnumDefaultValue
    OTHER(127);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
