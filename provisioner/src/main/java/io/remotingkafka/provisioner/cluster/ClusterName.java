package io.remotingkafka.provisioner.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What a Kafka cluster is called within its namespace. Services are named after it, so it begins with a letter. */
public record ClusterName(@JsonValue String value) {
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,28}[a-z0-9])?");

    /**
     * @throws IllegalArgumentException if services could not be named after it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClusterName {
        if (!LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException("A cluster's name has small letters, digits and inner hyphens, begins"
                    + " with a letter and has at most 30 characters, not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
