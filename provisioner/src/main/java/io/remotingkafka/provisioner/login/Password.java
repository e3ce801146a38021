package io.remotingkafka.provisioner.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A password's salted hash.
 *
 * <p>One round of SHA-256 is enough for a password of 125 random bits: slow hashes make guessing dear where people choose
 * passwords, and these are either generated here or, where configured, not stored by us.
 */
final class Password {
    /** Letters and digits that are not taken for each other; 32 of them, so each carries 5 bits. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 25;
    private static final int SALT_BYTES = 16;

    private final byte[] salt;
    private final byte[] hash;

    private Password(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    /** A new password in clear, in groups of five. */
    static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 5 == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** Hashes a password. */
    static Password of(String clear) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new Password(salt, hash(salt, clear));
    }

    /**
     * Reads what {@link #encoded()} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Password decode(String encoded) {
        String[] parts = encoded.split(":", -1);
        if (parts.length != 3 || !"sha256".equals(parts[0])) {
            throw new IllegalArgumentException("A stored password begins with sha256 and has three parts");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new Password(base64.decode(parts[1]), base64.decode(parts[2]));
    }

    /** In a form to be stored. */
    String encoded() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "sha256:" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }

    /** Whether this is the one; takes as long for a wrong one. */
    boolean matches(String clear) {
        return MessageDigest.isEqual(hash, hash(salt, clear));
    }

    @Override
    public String toString() {
        return "***";
    }

    private static byte[] hash(byte[] salt, String clear) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return sha.digest(clear.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
