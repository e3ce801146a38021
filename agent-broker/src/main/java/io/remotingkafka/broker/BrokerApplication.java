package io.remotingkafka.broker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.event.AgentState;
import io.remotingkafka.protocol.event.KafkaOutageEnded;
import io.remotingkafka.protocol.event.LiveSession;
import io.remotingkafka.protocol.event.SessionSummary;
import io.remotingkafka.tunnel.start.StartFailure;

/** The broker: relays the agents' sessions between Kafka and their controllers. */
@QuarkusMain
@RegisterForReflection(
        targets = {
            AgentEvent.AgentRegistered.class,
            AgentEvent.AgentConnected.class,
            AgentEvent.AgentDisconnected.class,
            AgentEvent.AgentRetired.class,
            AgentState.class,
            LiveSession.class,
            SessionSummary.class,
            KafkaOutageEnded.class
        })
public class BrokerApplication {
    private BrokerApplication() {}

    /** Starts the service. */
    public static void main(String[] args) {
        Quarkus.run(null, StartFailure::handle, args);
    }
}
