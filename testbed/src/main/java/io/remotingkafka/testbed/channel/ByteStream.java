package io.remotingkafka.testbed.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes that look random and are known to both ends: whoever has the same seed can tell whether all of them came.
 *
 * @param seed which bytes
 * @param bytes how many
 * @param bytesPerSecond how fast they are sent, at most
 */
public record ByteStream(long seed, long bytes, long bytesPerSecond) {
    private static final long AS_FAST_AS_POSSIBLE = Long.MAX_VALUE;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** As fast as the other end takes them. */
    public static ByteStream of(long seed, long bytes) {
        return new ByteStream(seed, bytes, AS_FAST_AS_POSSIBLE);
    }

    /** The same bytes, no faster than this. */
    public ByteStream at(long rate) {
        return new ByteStream(seed, bytes, rate);
    }

    boolean isPaced() {
        return bytesPerSecond != AS_FAST_AS_POSSIBLE;
    }

    /** Writes the first bytes into this array. */
    public void copyTo(byte[] array) {
        copy(0, array, 0, array.length);
    }

    /** Writes the bytes from that position on into a buffer. */
    void copy(long position, byte[] to, int offset, int length) {
        int done = 0;
        while (done < length) {
            long at = position + done;
            long block = mix(seed + (at >>> 3) * 0x9E3779B97F4A7C15L);
            if ((at & 7) == 0 && length - done >= Long.BYTES) {
                LONGS.set(to, offset + done, block);
                done += Long.BYTES;
            } else {
                to[offset + done] = (byte) (block >>> ((at & 7) * Byte.SIZE));
                done++;
            }
        }
    }

    /** SplitMix64's output function: every block can be computed by itself. */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
