package io.remotingkafka.broker.ownership;

import io.remotingkafka.broker.identity.TopicRights;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.TopicNames;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** Gives Kafka users of permanent agents the right to their agent's two topics, and to nothing else. */
final class AgentRights {
    private final Admin admin;
    private final TopicNames names;
    private final Map<AgentId, String> users;

    /** @param users the agents whose rights the broker looks after, with their Kafka users' names */
    AgentRights(Admin admin, TopicNames names, Map<AgentId, String> users) {
        this.admin = admin;
        this.names = names;
        this.users = Map.copyOf(users);
    }

    /** Grants what that agent's user needs; done where it has none, or has the rights. */
    Future<Void> grant(AgentId agent) {
        String user = users.get(agent);
        return user == null
                ? Future.succeededFuture()
                : KafkaAnswer.of(admin.createAcls(bindings(names, agent, user))
                                .all()
                                .toCompletionStage())
                        .recover(e -> Future.failedFuture(
                                e instanceof SecurityDisabledException
                                        ? new IllegalStateException(
                                                "Kafka has no authoriser, so user '" + user
                                                        + "' cannot be given rights: remove the agent's kafka-user",
                                                e)
                                        : e));
    }

    static List<AclBinding> bindings(TopicNames names, AgentId agent, String user) {
        return TopicRights.ofAgent(user, names.up(agent), names.down(agent));
    }
}
