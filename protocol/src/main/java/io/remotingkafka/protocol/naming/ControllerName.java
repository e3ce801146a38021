package io.remotingkafka.protocol.naming;

import java.util.regex.Pattern;

/**
 * The name that the configuration gives to a controller: a DNS label (lower case letters, digits, inner hyphens, at most
 * 63 characters), since it becomes a part of topic names and of Kubernetes labels.
 */
public record ControllerName(String value) implements Comparable<ControllerName> {
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /**
     * @throws IllegalArgumentException if the text is no DNS label
     */
    public ControllerName {
        if (!DNS_LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException("A controller's name is a DNS label (a-z, 0-9, inner hyphens,"
                    + " at most 63 characters), not '" + value + "'");
        }
    }

    @Override
    public int compareTo(ControllerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
