package io.remotingkafka.tunnel.leg;

import io.remotingkafka.protocol.session.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A socket at one end of the tunnel, towards agent.jar or towards the controller. Used on one event loop. */
public interface Leg {
    /** Whoever reads the socket. */
    interface Listener {
        /** Bytes came in. */
        void data(Buffer bytes);

        /** The socket is closed, and this side did not do it. Called at most once. */
        void closed(CloseCode code, String reason);
    }

    /** Begins to deliver; until then the socket is not read. */
    void start(Listener listener);

    /** Writes; done when the operating system has the bytes. */
    Future<Void> write(Buffer bytes);

    /** Reads the socket no further, so that its sender is held back. */
    void pause();

    /** Reads on. */
    void resume();

    /** Closes behind what was written; by force where the other end does not read within some seconds. Done then. */
    Future<Void> close(CloseCode code, String reason);
}
