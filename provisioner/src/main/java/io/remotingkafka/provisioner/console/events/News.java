package io.remotingkafka.provisioner.console.events;

import io.remotingkafka.protocol.event.Event;
import java.time.Instant;

/** What a record of an event topic says. */
public sealed interface News {
    /**
     * Something happened.
     *
     * @param source which run of which instance tells it
     * @param at when it was told
     */
    record Told(Event event, String source, Instant at) implements News {}

    /** A tombstone: nothing is to be remembered of that subject. */
    record Forgotten(String subject) implements News {}
}
