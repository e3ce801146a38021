package io.remotingkafka.provisioner.connection.check;

import java.util.Optional;

/**
 * One thing that was looked at when a connection was tested.
 *
 * @param subject what was looked at
 * @param outcome how it went
 * @param found what was found, in words
 * @param remedy what to do about it, where something is to be done
 */
public record Check(Subject subject, Outcome outcome, String found, Optional<String> remedy) {
    /** How it went. */
    public enum Outcome {
        /** Good. */
        PASSED,
        /** Works, but someone should know. */
        WARNING,
        /** Kafka cannot be set up like this. */
        FAILED,
        /** Could not be looked at, since something before it failed. */
        SKIPPED
    }

    static Check passed(Subject subject, String found) {
        return new Check(subject, Outcome.PASSED, found, Optional.empty());
    }

    static Check warning(Subject subject, String found, String remedy) {
        return new Check(subject, Outcome.WARNING, found, Optional.of(remedy));
    }

    static Check failed(Subject subject, String found, String remedy) {
        return new Check(subject, Outcome.FAILED, found, Optional.of(remedy));
    }

    static Check skipped(Subject subject) {
        return new Check(subject, Outcome.SKIPPED, "not looked at, since a check before it failed", Optional.empty());
    }
}
