package io.remotingkafka.protocol.frame;

/** Why a record is no frame that this version can read. */
public sealed interface FrameError {
    /** For a human: what was expected and what came. */
    String message();

    /** Shorter than the shortest frame. */
    record TooShort(int length) implements FrameError {
        @Override
        public String message() {
            return "a frame has at least " + FrameCodec.OVERHEAD + " bytes, this record has " + length;
        }
    }

    /** Longer than the longest frame. */
    record TooLong(int length) implements FrameError {
        @Override
        public String message() {
            return "a frame has at most " + FrameCodec.MAX_FRAME + " bytes, this record has " + length;
        }
    }

    /** Does not begin with the two letters {@code RK}: something else writes to this topic. */
    record NotAFrame() implements FrameError {
        @Override
        public String message() {
            return "a frame begins with 'RK', this record does not: does something else write to this topic?";
        }
    }

    /** Written by a newer version. */
    record UnknownVersion(int version) implements FrameError {
        @Override
        public String message() {
            return "this side reads frames of version " + FrameCodec.VERSION + ", this record has version " + version
                    + ": upgrade this side to the version of the other";
        }
    }

    /** The bytes were changed on the way. */
    record WrongChecksum() implements FrameError {
        @Override
        public String message() {
            return "the checksum does not fit the frame's bytes";
        }
    }

    /** The checksum holds, but a field does not. */
    record Malformed(String field, String problem) implements FrameError {
        @Override
        public String message() {
            return field + ": " + problem;
        }
    }
}
