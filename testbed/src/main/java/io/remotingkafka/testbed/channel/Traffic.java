package io.remotingkafka.testbed.channel;

/**
 * What a channel has seen of its wire.
 *
 * @param messages that came in with data
 * @param largestMessage of them, in bytes
 * @param pings that came in
 * @param pongs that came in, asked for or not
 * @param pingsSent by the keep-alive
 */
public record Traffic(long messages, long largestMessage, long pings, long pongs, long pingsSent) {
    static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

    Traffic plusMessage(int length) {
        return new Traffic(messages + 1, Math.max(largestMessage, length), pings, pongs, pingsSent);
    }

    Traffic plusPing() {
        return new Traffic(messages, largestMessage, pings + 1, pongs, pingsSent);
    }

    Traffic plusPong() {
        return new Traffic(messages, largestMessage, pings, pongs + 1, pingsSent);
    }

    Traffic plusPingSent() {
        return new Traffic(messages, largestMessage, pings, pongs, pingsSent + 1);
    }
}
