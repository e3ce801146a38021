package io.remotingkafka.protocol.event;

/** What happened to a Kafka that the provisioner takes care of. */
public sealed interface ClusterEvent extends Event {
    /** Its name. */
    String cluster();

    /** The Kubernetes namespace that it is in. */
    String namespace();

    @Override
    default String subject() {
        return namespace() + "/" + cluster();
    }

    /** It was asked for. */
    record KafkaPlanned(String cluster, String namespace, String mode) implements ClusterEvent {
        static final String TYPE = "io.remotingkafka.kafka.planned";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Its objects were being applied. */
    record KafkaApplying(String cluster, String namespace) implements ClusterEvent {
        static final String TYPE = "io.remotingkafka.kafka.applying";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * It was proved to work.
     *
     * @param bootstrapServers where clients within Kubernetes begin
     */
    record KafkaReady(String cluster, String namespace, String bootstrapServers) implements ClusterEvent {
        static final String TYPE = "io.remotingkafka.kafka.ready";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * It could not be set up or changed.
     *
     * @param code the kind of failure
     * @param reason what was attempted and what came back
     * @param remedy what to do
     */
    record KafkaFailed(String cluster, String namespace, String code, String reason, String remedy)
            implements ClusterEvent {
        static final String TYPE = "io.remotingkafka.kafka.failed";

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It is about to be taken away: the last event that it carries. */
    record KafkaRemoved(String cluster, String namespace) implements ClusterEvent {
        static final String TYPE = "io.remotingkafka.kafka.removed";

        @Override
        public String type() {
            return TYPE;
        }
    }
}
