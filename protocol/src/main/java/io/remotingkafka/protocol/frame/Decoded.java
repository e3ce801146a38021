package io.remotingkafka.protocol.frame;

/** What a record turned out to be. */
public sealed interface Decoded {
    /** A whole, valid frame. */
    record Valid(Envelope envelope, Frame frame) implements Decoded {}

    /** Not a frame that can be used. */
    record Broken(FrameError error) implements Decoded {}
}
