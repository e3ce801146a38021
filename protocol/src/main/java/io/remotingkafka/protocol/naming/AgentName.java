package io.remotingkafka.protocol.naming;

/**
 * The name of a Jenkins node, as its administrator wrote it: any script, blanks and dots included.
 *
 * <p>From 1 to {@value #MAX_LENGTH} UTF-16 units, no control characters, no unpaired surrogates, and not blank.
 */
public record AgentName(String value) implements Comparable<AgentName> {
    /** The longest name taken, in UTF-16 units. */
    public static final int MAX_LENGTH = 255;

    /**
     * @throws IllegalArgumentException if the text cannot be a node's name; the message says why
     */
    public AgentName {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An agent's name must not be blank");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "An agent's name has at most " + MAX_LENGTH + " characters, not " + value.length());
        }
        // A lone surrogate has no UTF-8 form, so two such names would share one topic.
        value.codePoints().forEach(AgentName::check);
    }

    private static void check(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.CONTROL || type == Character.SURROGATE) {
            throw new IllegalArgumentException(
                    "An agent's name must not hold the character U+%04X".formatted(codePoint));
        }
    }

    @Override
    public int compareTo(AgentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
