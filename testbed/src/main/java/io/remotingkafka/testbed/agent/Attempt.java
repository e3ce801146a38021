package io.remotingkafka.testbed.agent;

import io.remotingkafka.testbed.channel.HttpHead;
import java.time.Instant;
import java.util.Optional;

/**
 * One of an agent's questions, and what came of it.
 *
 * @param step what was asked
 * @param answer the answer's head, where there was one
 * @param text the answer's body, or why there was no answer
 */
public record Attempt(Instant at, Step step, Optional<HttpHead> answer, String text) {
    /** What an agent does to connect. */
    public enum Step {
        /** {@code GET login}. */
        LOGIN,
        /** {@code GET wsagents/} with an upgrade. */
        UPGRADE,
        /** {@code GET tcpSlaveAgentListener/}. */
        LISTENER,
        /** The connection to the agent port. */
        AGENT_PORT
    }

    /** The answer's status; 0 where there was none. */
    public int status() {
        return answer.map(HttpHead::status).orElse(0);
    }

    @Override
    public String toString() {
        return step + " " + status() + " " + text.strip();
    }
}
