package io.remotingkafka.testbed.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** What the JDK's sockets do not say by name. */
public final class Sockets {
    private Sockets() {}

    /** Closes by a reset (RST). */
    public static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            if (socket.isClosed()) {
                // Somebody else was quicker.
                return;
            }
            throw new UncheckedIOException("A socket could not be reset", e);
        }
    }
}
