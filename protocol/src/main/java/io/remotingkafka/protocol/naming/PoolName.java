package io.remotingkafka.protocol.naming;

import java.util.regex.Pattern;

/**
 * The name of an agent pool: a DNS label of at most {@value #MAX_LENGTH} characters, so that an agent's name, which is the
 * pool's and a hash, keeps within a label's 63.
 */
public record PoolName(String value) implements Comparable<PoolName> {
    /** The longest name taken. */
    public static final int MAX_LENGTH = 50;

    private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    /**
     * @throws IllegalArgumentException if the text is no such name; the message says what is expected
     */
    public PoolName {
        if (!isOne(value)) {
            throw new IllegalArgumentException("A pool's name has a-z, 0-9 and inner hyphens, begins with a letter and"
                    + " has at most " + MAX_LENGTH + " characters: not '" + value + "'");
        }
    }

    /** Whether a text is a pool's name. */
    public static boolean isOne(String text) {
        return text.length() <= MAX_LENGTH && DNS_LABEL.matcher(text).matches();
    }

    @Override
    public int compareTo(PoolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
