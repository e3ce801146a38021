package io.remotingkafka.protocol.session;

import java.util.UUID;

/** Names one session for ever: drawn at random (122 bits) by the agent's side when it opens. */
public record SessionId(UUID value) {
    /** A new session's name. */
    public static SessionId random() {
        return new SessionId(UUID.randomUUID());
    }

    /** The first eight hex digits: enough for a reader of logs, not for a key. */
    public String brief() {
        return value.toString().substring(0, 8);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
