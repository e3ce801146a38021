package io.remotingkafka.testbed.channel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What came in over a channel: equal to what was sent if nothing is lost, doubled, moved or changed.
 *
 * @param bytes how many
 * @param sha256 their digest, in hex
 */
public record Received(long bytes, String sha256) {
    /** What is to come in when these streams are sent one after the other. */
    public static Received of(ByteStream... streams) {
        MessageDigest digest = newDigest();
        long total = 0;
        byte[] buffer = new byte[64 * 1024];
        for (ByteStream stream : streams) {
            for (long at = 0; at < stream.bytes(); at += buffer.length) {
                int length = (int) Math.min(buffer.length, stream.bytes() - at);
                stream.copy(at, buffer, 0, length);
                digest.update(buffer, 0, length);
            }
            total += stream.bytes();
        }
        return new Received(total, HexFormat.of().formatHex(digest.digest()));
    }

    /** These bytes. */
    public static Received of(byte[] bytes) {
        return new Received(bytes.length, HexFormat.of().formatHex(newDigest().digest(bytes)));
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
