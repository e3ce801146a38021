package io.remotingkafka.protocol.session;

/** Which way a frame goes. */
public enum Direction implements WireCode {
    /** From the agent to its controller. */
    UP(0),
    /** From the controller to its agent. */
    DOWN(1);

    private final int code;

    Direction(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** The other way. */
    public Direction opposite() {
        return this == UP ? DOWN : UP;
    }
}
