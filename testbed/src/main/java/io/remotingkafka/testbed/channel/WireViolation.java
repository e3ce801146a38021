package io.remotingkafka.testbed.channel;

import java.io.IOException;

/** The peer has sent what no agent and no controller sends. */
final class WireViolation extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * @param code RFC 6455, section 7.4.1: with which the connection is closed
     */
    WireViolation(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
