package io.remotingkafka.tunnel.leg;

import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Joins a socket and one side of a session: bytes flow both ways, held back where the other end is slow, and both end
 * together.
 */
public final class Bridge implements Leg.Listener {
    private final Leg leg;
    private final SessionEndpoint session;
    private final String peer;

    /**
     * @param peer who is at the other end of the socket, for reasons that humans read: {@code agent.jar} or
     *     {@code the controller}
     */
    public Bridge(Leg leg, SessionEndpoint session, String peer) {
        this.leg = leg;
        this.session = session;
        this.peer = peer;
    }

    /** Begins to read the socket. */
    public void start() {
        leg.start(this);
    }

    @Override
    public void data(Buffer bytes) {
        session.offer(bytes);
        if (!session.isWritable()) {
            leg.pause();
        }
    }

    @Override
    public void closed(CloseCode code, String reason) {
        session.close(code, peer + ": " + reason);
    }

    /** From the session: bytes for the socket. */
    public void write(Buffer bytes) {
        int size = bytes.length();
        leg.write(bytes).onSuccess(v -> session.consumed(size));
    }

    /** From the session: there is room again. */
    public void writable() {
        leg.resume();
    }

    /** From the session: it is over. Done when the socket is closed as well. */
    public Future<Void> sessionClosed(SessionEnd end) {
        return leg.close(end.code(), end.reason());
    }
}
