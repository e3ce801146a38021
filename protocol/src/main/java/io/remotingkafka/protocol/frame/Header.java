package io.remotingkafka.protocol.frame;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One header of the HTTP handshake that a session carries.
 *
 * @param name up to {@value #MAX_NAME} bytes of UTF-8
 * @param value up to {@value #MAX_VALUE} bytes of UTF-8
 */
public record Header(String name, String value) {
    /** The longest name, in bytes. */
    public static final int MAX_NAME = 256;
    /** The longest value, in bytes: X-Remoting-Capability takes some hundred, a signed cookie of a proxy up to 4 KiB. */
    public static final int MAX_VALUE = 16 * 1024;

    private static final List<String> PER_CONNECTION_PREFIXES = List.of("sec-websocket-", "x-forwarded-", "proxy-");
    /** RFC 9110, section 7.6.1, RFC 6455, what frames a message, and what names an end of the connection. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "host",
            "origin",
            "forwarded",
            "content-length");

    /**
     * Whether it may go through the tunnel: not what belongs to one connection alone, nor what a proxy vouches for. Both
     * sides ask, since whoever writes to an agent's topic chooses its headers: a {@code Content-Length} of its choice
     * would let it write the next request of the broker's connection to the controller.
     */
    public boolean isEndToEnd() {
        String lower = name.toLowerCase(Locale.ROOT);
        return !OF_THE_CONNECTION.contains(lower)
                && PER_CONNECTION_PREFIXES.stream().noneMatch(lower::startsWith);
    }

    /** Whether this is the header of that name; HTTP's names ignore case. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Secrets travel in headers, so a header does not print its value. */
    @Override
    public String toString() {
        return name + ": …";
    }
}
