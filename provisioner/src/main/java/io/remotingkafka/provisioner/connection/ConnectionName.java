package io.remotingkafka.provisioner.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What a connection is called by its users: a DNS label, since a Secret and a file are named after it. */
public record ConnectionName(@JsonValue String value) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");

    /**
     * @throws IllegalArgumentException if the name is no DNS label of at most 40 characters
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConnectionName {
        if (!LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException("A connection's name has small letters, digits and inner hyphens,"
                    + " at most 40 characters, not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
