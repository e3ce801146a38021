package io.remotingkafka.agent.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.Header;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class HandshakeHeadersTest {
    @Test
    void whatAgentJarSaysToTheControllerGoesThrough() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Node-Name", "büro 7")
                .add("Host", "127.0.0.1:8080")
                .add("Secret-Key", "c0ffee")
                .add("Upgrade", "websocket")
                .add("connection", "Upgrade")
                .add("Sec-WebSocket-Key", "x")
                .add("X-Remoting-Capability", "rO0=")
                .add("Connection-Cookie", "1")
                .add("Connection-Cookie", "2");

        assertThat(HandshakeHeaders.endToEnd(headers))
                .containsExactlyInAnyOrder(
                        new Header("Node-Name", "büro 7"),
                        new Header("Secret-Key", "c0ffee"),
                        new Header("X-Remoting-Capability", "rO0="),
                        new Header("Connection-Cookie", "1"),
                        new Header("Connection-Cookie", "2"));
    }
}
