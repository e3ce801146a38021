package io.remotingkafka.benchmarks.report;

/**
 * A promise, and what was measured of it.
 *
 * @param what in words
 * @param measured in the unit of the bound
 * @param unit empty for a ratio
 */
public record Target(String what, double measured, Kind kind, double bound, String unit) {
    /** On which side of its bound a figure has to be. */
    public enum Kind {
        /** Smaller is better. */
        AT_MOST,
        /** Larger is better. */
        AT_LEAST
    }

    /** A figure that must not be larger. */
    public static Target atMost(String what, double measured, double bound, String unit) {
        return new Target(what, measured, Kind.AT_MOST, bound, unit);
    }

    /** A figure that must not be smaller. */
    public static Target atLeast(String what, double measured, double bound, String unit) {
        return new Target(what, measured, Kind.AT_LEAST, bound, unit);
    }

    /** Whether it is kept. */
    public boolean holds() {
        return switch (kind) {
            case AT_MOST -> measured <= bound;
            case AT_LEAST -> measured >= bound;
        };
    }

    @Override
    public String toString() {
        String sign =
                switch (kind) {
                    case AT_MOST -> "<=";
                    case AT_LEAST -> ">=";
                };
        String ending = unit.isEmpty() ? "" : " " + unit;
        return (holds() ? "holds   " : "missed  ") + what + ": " + Table.number(measured) + ending + " (" + sign + " "
                + Table.number(bound) + ending + ")";
    }
}
