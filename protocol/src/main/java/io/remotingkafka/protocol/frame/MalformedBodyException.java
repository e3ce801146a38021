package io.remotingkafka.protocol.frame;

/** Leaves the decoder's depths; it never leaves {@link FrameCodec#decode}. */
final class MalformedBodyException extends Exception {
    private final transient FrameError.Malformed error;

    MalformedBodyException(String field, String problem) {
        super(field + ": " + problem, null, false, false);
        this.error = new FrameError.Malformed(field, problem);
    }

    FrameError.Malformed error() {
        return error;
    }
}
