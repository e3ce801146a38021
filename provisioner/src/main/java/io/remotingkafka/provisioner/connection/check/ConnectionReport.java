package io.remotingkafka.provisioner.connection.check;

import java.util.List;

/**
 * What "Test connection" found, in the order in which it looked.
 *
 * @param checks one for each thing looked at
 */
public record ConnectionReport(List<Check> checks) {
    public ConnectionReport {
        checks = List.copyOf(checks);
    }

    /** Whether Kafka can be set up through this connection. */
    public boolean passed() {
        return checks.stream()
                .noneMatch(
                        check -> check.outcome() == Check.Outcome.FAILED || check.outcome() == Check.Outcome.SKIPPED);
    }

    /** The rights that are there: many, and of interest only to who asks. */
    public List<Check> granted() {
        return checks.stream().filter(ConnectionReport::granted).toList();
    }

    /** Everything else. */
    public List<Check> notable() {
        return checks.stream().filter(check -> !granted(check)).toList();
    }

    private static boolean granted(Check check) {
        return check.subject() instanceof Subject.Permission && check.outcome() == Check.Outcome.PASSED;
    }
}
