package io.remotingkafka.protocol.frame;

import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.protocol.session.SessionKind;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What one Kafka record carries. Each session begins with the agent's {@link Open}, which the broker answers with
 * {@link Opened} or {@link Refused}; then both sides send {@link Data} until either sends {@link Close}.
 */
public sealed interface Frame {
    /** The highest HTTP status. */
    int HIGHEST_STATUS = 599;

    /**
     * The agent's side asks for a session.
     *
     * @param agent who it says it is; who it is, its topic tells
     * @param kind what the session is to carry
     * @param headers of agent.jar's request, at most {@value FrameCodec#MAX_HEADERS}
     */
    record Open(AgentName agent, SessionKind kind, List<Header> headers) implements Frame {
        public Open {
            headers = List.copyOf(headers);
        }
    }

    /**
     * The session is open.
     *
     * @param status the controller's HTTP status: 101 for a WebSocket, 200 for a TCP connection and for what was found
     * @param headers of the controller's answer
     */
    record Opened(int status, List<Header> headers) implements Frame {
        /** The lowest status. */
        static final int LOWEST = 100;

        /**
         * @throws IllegalArgumentException if the status is none of HTTP's
         */
        public Opened {
            check(status, LOWEST);
            headers = List.copyOf(headers);
        }
    }

    /**
     * The session is not opened; nothing follows.
     *
     * @param reason who refused
     * @param status the HTTP status for agent.jar, 400 to 599
     * @param text the controller's own words, or ours; at most {@value FrameCodec#MAX_TEXT} bytes
     */
    record Refused(RefusalReason reason, int status, String text) implements Frame {
        /** The lowest status. */
        static final int LOWEST = 400;

        /**
         * @throws IllegalArgumentException if the status is no refusal
         */
        public Refused {
            check(status, LOWEST);
        }
    }

    /**
     * A part of the byte stream, at most {@value FrameCodec#MAX_DATA} bytes. Where one frame ends and the next begins
     * means nothing.
     */
    record Data(ByteBuffer bytes) implements Frame {
        public Data {
            bytes = bytes.asReadOnlyBuffer();
        }

        @Override
        public String toString() {
            return "Data[" + bytes.remaining() + " bytes]";
        }
    }

    /** Brings the credit of its envelope and nothing else. */
    record Credit() implements Frame {}

    /** The broker's heartbeat: to be answered with a {@link Pong} of the same number. */
    record Ping(long number) implements Frame {}

    /** The answer to a {@link Ping}. */
    record Pong(long number) implements Frame {}

    /**
     * The session ends; all data that came before it is valid.
     *
     * @param reason for a human, at most {@value FrameCodec#MAX_TEXT} bytes
     */
    record Close(CloseCode code, String reason) implements Frame {}

    private static void check(int status, int lowest) {
        if (status < lowest || status > HIGHEST_STATUS) {
            throw new IllegalArgumentException(
                    "a status is " + lowest + " to " + HIGHEST_STATUS + " here, not " + status);
        }
    }
}
