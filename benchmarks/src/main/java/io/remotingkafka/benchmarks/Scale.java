package io.remotingkafka.benchmarks;

/** How much is measured. */
public enum Scale {
    /** Enough for figures that hold. */
    FULL,
    /** A few of everything, which tells whether it works. */
    TINY;

    /** The larger number, or the smaller one. */
    public int of(int full, int tiny) {
        return switch (this) {
            case FULL -> full;
            case TINY -> tiny;
        };
    }
}
