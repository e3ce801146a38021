package io.remotingkafka.protocol.event;

import io.remotingkafka.protocol.session.SessionId;
import java.time.Duration;

/**
 * What a session carried, told when it ends.
 *
 * @param session its name
 * @param lasted from the agent's {@code Open} to the end
 * @param framesUp frames from the agent
 * @param framesDown frames to the agent
 * @param bytesUp bytes of data from the agent
 * @param bytesDown bytes of data to the agent
 * @param duplicates frames dropped as repeated
 */
public record SessionSummary(
        SessionId session,
        Duration lasted,
        long framesUp,
        long framesDown,
        long bytesUp,
        long bytesDown,
        long duplicates) {}
