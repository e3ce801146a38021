package io.remotingkafka.protocol.session;

/** Something that one byte stands for in a frame. A code, once given, is never given to anything else. */
public interface WireCode {
    /** From 0 to 127. */
    int code();
}
