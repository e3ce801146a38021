package io.remotingkafka.tunnel.session;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** Vert.x buffers as views of NIO buffers and back, without a copy. */
// Vert.x 4 deprecates these two for internal ones of Vert.x 5; there is no other way without a copy yet.
@SuppressWarnings("deprecation")
final class Buffers {
    private Buffers() {}

    static Buffer of(ByteBuffer bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    static ByteBuffer view(Buffer buffer) {
        return buffer.getByteBuf().nioBuffer();
    }
}
