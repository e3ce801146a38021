package io.remotingkafka.protocol.session;

/** Which way a frame goes. */
public enum Direction {
    /** From the agent to its controller. */
    UP,
    /** From the controller to its agent. */
    DOWN;

    /** The other way. */
    public Direction opposite() {
        return this == UP ? DOWN : UP;
    }
}
