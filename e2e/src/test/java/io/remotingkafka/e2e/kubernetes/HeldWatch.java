package io.remotingkafka.e2e.kubernetes;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/**
 * One watch on its way through a proxy: a WebSocket in whose text messages the API server tells events. Ends as one does whose
 * resource version is too old ("410 Gone responses" in Kubernetes's API concepts).
 */
final class HeldWatch {
    private static final String GONE = """
            {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"too old resource version: 1 (2)","reason":"Expired","code":410}}""";
    /** RFC 6455, section 5.2: the last frame of a text message; a length of 16 bits follows. */
    private static final int[] TEXT_OF_16_BITS_LENGTH = {0x81, 126};

    private final NetSocket server;
    private final NetSocket user;
    private volatile boolean held;

    HeldWatch(NetSocket server, NetSocket user) {
        this.server = server;
        this.user = user;
    }

    void begin() {
        server.handler(this::tell);
        server.resume();
    }

    private void tell(Buffer event) {
        if (!held) {
            user.write(event);
        }
    }

    void hold() {
        held = true;
    }

    void expire() {
        byte[] text = GONE.getBytes(StandardCharsets.UTF_8);
        Buffer frame = Buffer.buffer();
        for (int octet : TEXT_OF_16_BITS_LENGTH) {
            frame.appendByte((byte) octet);
        }
        user.write(frame.appendUnsignedShort(text.length).appendBytes(text));
        server.close();
    }
}
