package io.remotingkafka.protocol.session;

/**
 * The receiving side's view of one session's frames in one direction: which number comes next.
 *
 * <p>Numbers start at 0 and rise by one with every frame, in the order of the partition. Kafka may repeat a record (a
 * producer's retry), so a number seen before is a duplicate; it must not skip one, so a higher number is a gap. An epoch
 * names who numbers: only the first frame of a new owner raises it, and starts again at 0.
 */
public record Sequencer(SessionId session, int epoch, long next) {
    /** What a frame is, by its numbers. */
    public sealed interface Verdict {
        /** The frame expected; go on with {@code then}. */
        record Next(Sequencer then) implements Verdict {}

        /** Seen before: drop it and count it. */
        record Duplicate() implements Verdict {}

        /** Frames {@code expected} to {@code got - 1} are missing. */
        record Gap(long expected, long got) implements Verdict {}

        /** A frame of another session. */
        record Foreign(SessionId got) implements Verdict {}

        /** A frame of an owner that has been replaced: drop it and count it. */
        record Stale(int epoch) implements Verdict {}
    }

    /** The epoch of a session's first owner. */
    public static final int FIRST_EPOCH = 1;

    private static final Verdict DUPLICATE = new Verdict.Duplicate();

    /** Expects a session's very first frame. */
    public static Sequencer starting(SessionId session) {
        return new Sequencer(session, FIRST_EPOCH, 0);
    }

    /** Judges a frame that carries these numbers. */
    public Verdict judge(SessionId ofSession, int ofEpoch, long sequence) {
        if (!ofSession.equals(session)) {
            return new Verdict.Foreign(ofSession);
        }
        if (ofEpoch < epoch) {
            return new Verdict.Stale(ofEpoch);
        }
        long expected = ofEpoch > epoch ? 0 : next;
        if (sequence < expected) {
            return DUPLICATE;
        }
        if (sequence > expected) {
            return new Verdict.Gap(expected, sequence);
        }
        return new Verdict.Next(new Sequencer(session, ofEpoch, expected + 1));
    }
}
