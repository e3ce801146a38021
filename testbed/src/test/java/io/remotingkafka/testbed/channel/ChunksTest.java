package io.remotingkafka.testbed.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChunksTest {
    @Test
    void aShortCommandIsOneChunkWithoutTheMoreBit() {
        assertThat(Chunks.of(new byte[] {'a', 'b', 'c'}))
                .containsExactly(HexFormat.of().parseHex("0003616263"));
    }

    @Test
    void aLongCommandGoesOnInTheNextChunkOfAtMost8194Bytes() {
        List<byte[]> chunks = Chunks.of(new byte[8_193]);

        assertThat(chunks).hasSize(2);
        assertThat(chunks.getFirst()).hasSize(8_194).startsWith(0xA0, 0x00);
        assertThat(chunks.getLast()).hasSize(3).startsWith(0x00, 0x01);
    }

    @Test
    void commandsAreFoundWhereverTheStreamIsCut() throws WireViolation {
        ByteStream content = ByteStream.of(7, 40_000);
        byte[] large = new byte[40_000];
        content.copyTo(large);
        byte[] empty = {};
        List<byte[]> chunks = new ArrayList<>(Chunks.of(large));
        chunks.addAll(Chunks.of(empty));
        chunks.addAll(Chunks.of(new byte[] {1}));
        List<byte[]> commands = new ArrayList<>();
        ChunkReader reader = new ChunkReader(commands::add);

        for (byte[] message : Chunks.cut(chunks, new SplittableRandom(3))) {
            reader.read(message);
        }

        assertThat(commands).containsExactly(large, empty, new byte[] {1});
    }

    @Test
    void messagesCutAtRandomHaveFrom1ByteTo64KiB() {
        List<byte[]> chunks = Chunks.of(new byte[4_000_000]);

        List<byte[]> messages = Chunks.cut(chunks, new SplittableRandom(1));

        assertThat(messages)
                .extracting(m -> m.length)
                .contains(1)
                .allSatisfy(length -> assertThat(length).isBetween(1, 64 * 1024))
                .anySatisfy(length -> assertThat(length).isGreaterThan(32 * 1024));
    }
}
