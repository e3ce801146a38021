package io.remotingkafka.broker.relay;

import io.remotingkafka.broker.jenkins.Controllers;
import io.remotingkafka.broker.ownership.GroupView;
import io.remotingkafka.protocol.event.AgentEvent;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.tunnel.kafka.FrameSink;
import io.remotingkafka.tunnel.kafka.KafkaStatus;
import io.remotingkafka.tunnel.kafka.RecordReader;
import io.remotingkafka.tunnel.session.SessionSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What all agents' relays of an instance share.
 *
 * @param publish writes an event of an agent into that partition of the agents topic
 * @param confirmGroup asks the broker group's coordinator who owns what now
 */
record RelayContext(
        String instance,
        TopicNames topics,
        SessionSettings settings,
        FrameSink sink,
        RecordReader reader,
        BiFunction<Integer, AgentEvent, Future<Void>> publish,
        Supplier<Future<GroupView>> confirmGroup,
        Controllers controllers,
        AgentSecrets secrets,
        Supplier<AgentSecrets.Protection> protection,
        Supplier<KafkaStatus> kafka,
        RelayMeters meters,
        Vertx vertx,
        Clock clock) {}
