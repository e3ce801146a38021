package io.remotingkafka.protocol.session;

/**
 * What a session carries. These four are all that the sidecar can ask of a controller: nothing else of it can be
 * named in a frame, so nothing else can be reached through the tunnel.
 */
public enum SessionKind implements WireCode {
    /** A WebSocket agent's connection ({@code /wsagents/}): bytes both ways until one side closes. */
    WEBSOCKET(0),
    /** A TCP agent's connection (JNLP4-connect): bytes both ways until one side closes. */
    TCP(1),
    /** One GET of {@code /jnlpJars/agent.jar}. */
    AGENT_JAR(2),
    /** One GET of {@code /tcpSlaveAgentListener/}. */
    TCP_LISTENER(3);

    private final int code;

    SessionKind(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** Whether this is an agent's connection, of which there is at most one an agent; the others are downloads. */
    public boolean isConnection() {
        return this == WEBSOCKET || this == TCP;
    }
}
