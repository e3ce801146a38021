package io.remotingkafka.broker.ownership;

/** A topic of ours exists in another form than we would have made it; the message says which. */
final class WrongTopicException extends Exception {
    WrongTopicException(String message) {
        super(message);
    }
}
