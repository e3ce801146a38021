package io.remotingkafka.agent.door;

import io.remotingkafka.protocol.frame.Header;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers of a handshake go through the tunnel: all but those that belong to one connection alone. */
final class HandshakeHeaders {
    /** RFC 9110, section 7.6.1, RFC 6455, and what names this end of the connection. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "origin",
            "content-length");

    private HandshakeHeaders() {}

    static List<Header> endToEnd(MultiMap headers) {
        return headers.entries().stream()
                .filter(header -> isEndToEnd(header.getKey()))
                .map(header -> new Header(header.getKey(), header.getValue()))
                .toList();
    }

    static boolean isEndToEnd(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !OF_THE_CONNECTION.contains(lower) && !lower.startsWith("sec-websocket-");
    }
}
