package io.remotingkafka.protocol.event;

/** What happened, told to whoever listens on Kafka. */
public sealed interface Event
        permits AgentEvent, QueueEvent, ItemProgress, ProvisioningFailed, ClusterEvent, KafkaOutageEnded {
    /** The CloudEvents type, {@code io.remotingkafka.<thing>.<happened>}. */
    String type();

    /** The CloudEvents subject: what it happened to. It is the record's key as well. */
    String subject();
}
