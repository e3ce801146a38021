package io.remotingkafka.protocol.naming;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Agent names as parts of topic names: ASCII letters, digits and hyphens only, and never two names in one form.
 *
 * <p>Letters and digits stand for themselves, a hyphen is doubled, and each byte of any other character's UTF-8 form
 * becomes {@code -x} and two hex digits. A form longer than {@value #MAX_LENGTH} is cut, and {@code -h} and 128 bits of
 * the name's SHA-256 follow, so that the length is bounded. {@code .} and {@code _} never occur: Kafka's metric names
 * confuse them, and a dot separates the parts of our topic names.
 */
final class AgentNameCodec {
    /** The longest form, in characters. */
    static final int MAX_LENGTH = 100;

    private static final int HASH_BYTES = 16;
    private static final int CUT_LENGTH = MAX_LENGTH - "-h".length() - 2 * HASH_BYTES;
    private static final HexFormat HEX = HexFormat.of();

    private AgentNameCodec() {}

    static String encode(AgentName name) {
        byte[] utf8 = name.value().getBytes(StandardCharsets.UTF_8);
        StringBuilder whole = new StringBuilder();
        int cut = 0;
        for (byte b : utf8) {
            append(whole, b);
            if (whole.length() <= CUT_LENGTH) {
                // Cut between units only: half an escape before "-h" could read as another name's form.
                cut = whole.length();
            }
        }
        if (whole.length() <= MAX_LENGTH) {
            return whole.toString();
        }
        return whole.substring(0, cut) + "-h" + HEX.formatHex(sha256(utf8), 0, HASH_BYTES);
    }

    private static void append(StringBuilder out, byte b) {
        char c = (char) (b & 0xff);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            out.append(c);
        } else if (c == '-') {
            out.append("--");
        } else {
            out.append("-x").append(HEX.toHexDigits(b));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
