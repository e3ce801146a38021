package io.remotingkafka.broker.relay;

/** How far the relay is. */
public sealed interface RelayState {
    /** Kafka has not been reached yet, or does not let the relay do what it has to. */
    record Connecting(String reason) implements RelayState {}

    /** Sessions are accepted. */
    record Serving() implements RelayState {}

    /** SIGTERM came: sessions are let finish. */
    record Draining() implements RelayState {}
}
