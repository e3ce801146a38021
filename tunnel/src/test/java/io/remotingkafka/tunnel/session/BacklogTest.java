package io.remotingkafka.tunnel.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BacklogTest {
    @Property
    void bytesComeOutInOrderHoweverTheyAreCut(
            @ForAll @Size(max = 30) List<byte[]> pieces, @ForAll @IntRange(min = 1, max = 50) int most) {
        Backlog backlog = new Backlog();
        Buffer expected = Buffer.buffer();
        pieces.forEach(piece -> {
            backlog.add(Buffer.buffer(piece));
            expected.appendBytes(piece);
        });

        Buffer taken = Buffer.buffer();
        while (!backlog.isEmpty()) {
            List<ByteBuffer> some = backlog.take(most);
            int before = taken.length();
            some.forEach(piece -> {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                taken.appendBytes(bytes);
            });
            assertThat(taken.length() - before).isBetween(0, most);
        }

        assertThat(taken.getBytes()).isEqualTo(expected.getBytes());
    }
}
