package io.remotingkafka.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Node-Name", "Secret-Key", "X-Remoting-Capability", "X-Remoting-Minimum-Version", "Connection-Cookie",
                "X-Jenkins-JNLP-Port", "X-Instance-Identity", "Authorization", "Content-Type", "ETag"
            })
    void whatBelongsToTheSessionGoesThrough(String name) {
        assertThat(new Header(name, "x").isEndToEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "CONTENT-LENGTH",
                "Transfer-Encoding",
                "Host",
                "Expect",
                "Upgrade",
                "Sec-WebSocket-Key",
                "X-Forwarded-For",
                "Forwarded",
                "Proxy-Authorization",
                "Origin"
            })
    void whatBelongsToOneConnectionDoesNot(String name) {
        assertThat(new Header(name, "x").isEndToEnd()).isFalse();
    }
}
