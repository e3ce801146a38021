package io.remotingkafka.provisioner.console.agents;

import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.provisioner.console.events.EventKafka;
import io.remotingkafka.provisioner.console.events.EventTopic;
import io.remotingkafka.provisioner.console.events.EventsConfig;
import io.remotingkafka.provisioner.console.events.Start;
import jakarta.inject.Singleton;

/** The agents topic: compacted, so what it has from its beginning is all that is known. */
@Singleton
class AgentsTopic extends EventTopic<AgentBoard> {
    AgentsTopic(EventKafka kafka, EventsConfig config) {
        super(kafka, new TopicNames(config.prefix()).agents(), new Start.Beginning(), AgentBoard.empty());
    }
}
