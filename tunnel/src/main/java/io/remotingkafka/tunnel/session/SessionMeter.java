package io.remotingkafka.tunnel.session;

import java.time.Duration;

/** Counts what sessions do, for all of a process. Called on event loops: must be quick and never block. */
public interface SessionMeter {
    /** Counts nothing. */
    SessionMeter NONE = new SessionMeter() {};

    /** A frame went out, with this many bytes of data. */
    default void sent(int dataBytes) {}

    /** A frame came in and was accepted, with this many bytes of data. */
    default void received(int dataBytes) {}

    /** A frame came in again, or from an owner replaced, and was dropped. */
    default void duplicate() {}

    /** Data waits since the other side's credit is used up. */
    default void creditStall() {}

    /** A ping came back. */
    default void roundTrip(Duration time) {}
}
