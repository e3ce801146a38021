package io.remotingkafka.provisioner.connection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A text that comes in and never goes out: neither a log nor JSON shows it. Only {@link #reveal()} does, and whoever
 * calls it answers for where the text goes.
 */
public final class Confidential {
    private static final String SHOWN = "***";

    private final String value;

    private Confidential(String value) {
        this.value = Objects.requireNonNull(value);
    }

    /** Hides a text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Confidential of(String value) {
        return new Confidential(value);
    }

    /** The text itself. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing to hide. */
    public boolean isBlank() {
        return value.isBlank();
    }

    @Override
    @JsonValue
    public String toString() {
        return SHOWN;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Confidential that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
