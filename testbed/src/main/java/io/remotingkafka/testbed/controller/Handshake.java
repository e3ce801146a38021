package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.channel.HttpHead;
import java.time.Instant;

/**
 * A request that the controller has answered.
 *
 * @param request as it came
 * @param status of the answer
 */
public record Handshake(Instant at, HttpHead request, int status) {
    /** Whether this was a request for that path below the context path. */
    public boolean isFor(String resource) {
        return request.path().split("\\?", 2)[0].endsWith(resource);
    }
}
