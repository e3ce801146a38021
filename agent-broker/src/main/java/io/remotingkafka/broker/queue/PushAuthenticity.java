package io.remotingkafka.broker.queue;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a push comes from whoever knows the secret, now, and for the first time. Its signature is the HMAC-SHA-256, in hex,
 * over the time stamp (seconds since 1970), a full stop and the body.
 */
final class PushAuthenticity {
    /** How far the two clocks may be apart. */
    static final Duration WINDOW = Duration.ofMinutes(2);

    /** What came of looking at it. */
    enum Verdict {
        AUTHENTIC,
        WRONG_SIGNATURE,
        OUT_OF_TIME,
        SEEN_BEFORE
    }

    private final SecretKeySpec key;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    PushAuthenticity(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    synchronized Verdict judge(String timestamp, String signature, String body, Instant now) {
        // The signature first: what a stranger sends tells nothing, not even of clocks.
        if (!MessageDigest.isEqual(
                sign(timestamp, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))) {
            return Verdict.WRONG_SIGNATURE;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sent, now).abs().compareTo(WINDOW) > 0) {
            return Verdict.OUT_OF_TIME;
        }
        seen.values().removeIf(until -> until.isBefore(now));
        return seen.putIfAbsent(signature, sent.plus(WINDOW)) == null ? Verdict.AUTHENTIC : Verdict.SEEN_BEFORE;
    }

    String sign(String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256 with any key", e);
        }
    }
}
