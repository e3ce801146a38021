package io.remotingkafka.testbed.hudson.launch;

import java.lang.reflect.Field;
import java.net.InetAddress;

/**
 * Keeps this JVM's sockets on loopback. Hudson opens its agent port and its UDP port by {@code new ServerSocket(port)} and
 * the like, which means all interfaces, and has no setting for it. The JDK asks one field what "all interfaces" is.
 */
final class LoopbackOnly {
    private LoopbackOnly() {}

    /** Needs {@code --add-opens java.base/java.net=ALL-UNNAMED}, and to run before the first socket. */
    static void enforce() throws ReflectiveOperationException {
        Field implementation = InetAddress.class.getDeclaredField("impl");
        implementation.setAccessible(true);
        Object addresses = implementation.get(null);
        Field anyLocal = addresses.getClass().getDeclaredField("anyLocalAddress");
        anyLocal.setAccessible(true);
        anyLocal.set(addresses, InetAddress.getLoopbackAddress());
    }
}
