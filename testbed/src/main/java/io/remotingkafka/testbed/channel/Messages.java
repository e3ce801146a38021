package io.remotingkafka.testbed.channel;

/** How a stream's chunks are put into messages. */
public enum Messages {
    /** As remoting does it: each chunk is a message, 8,194 bytes at most. */
    AS_REMOTING,
    /** Split and joined at random, from 1 byte to 64 KiB: a message's borders mean nothing. */
    AT_RANDOM
}
