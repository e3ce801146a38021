package io.remotingkafka.tunnel.session;

import java.time.Duration;

/** Counts what one session did, and passes it on to the process's meter. Written on the session's event loop alone. */
final class SessionCounters {
    private final SessionMeter meter;
    private volatile Traffic traffic = Traffic.NONE;

    SessionCounters(SessionMeter meter) {
        this.meter = meter;
    }

    Traffic traffic() {
        return traffic;
    }

    void sent(int bytes) {
        Traffic t = traffic;
        traffic = new Traffic(
                t.framesSent() + 1, t.bytesSent() + bytes, t.framesReceived(), t.bytesReceived(), t.duplicates());
        meter.sent(bytes);
    }

    void received(int bytes) {
        Traffic t = traffic;
        traffic = new Traffic(
                t.framesSent(), t.bytesSent(), t.framesReceived() + 1, t.bytesReceived() + bytes, t.duplicates());
        meter.received(bytes);
    }

    void duplicate() {
        Traffic t = traffic;
        traffic = new Traffic(t.framesSent(), t.bytesSent(), t.framesReceived(), t.bytesReceived(), t.duplicates() + 1);
        meter.duplicate();
    }

    void creditStall() {
        meter.creditStall();
    }

    void roundTrip(Duration time) {
        meter.roundTrip(time);
    }
}
