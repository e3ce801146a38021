package io.remotingkafka.agent.tunnel;

/** Whether sessions can be opened. */
public sealed interface TunnelState {
    /** Not yet. */
    record Connecting(String reason) implements TunnelState {}

    /** The agent's topics are there, and the one towards the agent is being read. */
    record Ready() implements TunnelState {}
}
