package io.remotingkafka.agent.door;

import io.remotingkafka.protocol.frame.Header;
import io.vertx.core.MultiMap;
import java.util.List;

/** Which headers of a handshake go through the tunnel: all but those that belong to one connection alone. */
final class HandshakeHeaders {
    private HandshakeHeaders() {}

    static List<Header> endToEnd(MultiMap headers) {
        return headers.entries().stream()
                .map(header -> new Header(header.getKey(), header.getValue()))
                .filter(Header::isEndToEnd)
                .toList();
    }
}
