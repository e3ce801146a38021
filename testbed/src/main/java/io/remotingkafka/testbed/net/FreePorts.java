package io.remotingkafka.testbed.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers whose address must be known before they start, and stay the same when they start again. */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int BEHIND_HIGHEST = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /**
     * A port on loopback that nobody listens on now, and that no other call in this process was given: its server may not
     * listen yet. It is below those that systems give to outgoing connections (Linux: from 32768): while a server is down, a
     * client that tries to reach it could otherwise be given the server's own port.
     */
    public static int one() {
        return ThreadLocalRandom.current()
                .ints(1_000, LOWEST, BEHIND_HIGHEST)
                .filter(FreePorts::isFree)
                .filter(GIVEN::add)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No free port on loopback from " + LOWEST + " to " + (BEHIND_HIGHEST - 1)));
    }

    /** Whether nobody listens on this port of loopback now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
