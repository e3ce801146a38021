package io.remotingkafka.broker.ownership;

import io.remotingkafka.broker.identity.TopicRights;
import io.remotingkafka.protocol.naming.TopicNames;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.jboss.logging.Logger;

/** Lets the console's Kafka user read the events of agents, queues and clusters, and nothing else. */
final class ConsoleRights {
    private static final Logger LOG = Logger.getLogger(ConsoleRights.class);
    private static final String SETTING = "remoting.console-kafka-user";

    private final Admin admin;
    private final TopicNames names;
    private final Optional<String> user;

    /** @param user the one that the broker looks after; none where the console has rights of its own, or needs none */
    ConsoleRights(Admin admin, TopicNames names, Optional<String> user) {
        this.admin = admin;
        this.names = names;
        this.user = user;
    }

    /**
     * Grants them; done where there is no such user, or it has the rights. What Kafka will refuse next time as well is logged: agents
     * are served without a console. The rest fails, to be tried again.
     */
    Future<Void> grant() {
        return user.map(name -> KafkaAnswer.of(
                                admin.createAcls(bindings(names, name)).all().toCompletionStage())
                        .recover(e -> e instanceof RetriableException ? Future.failedFuture(e) : refused(name, e)))
                .orElse(Future.succeededFuture());
    }

    private static Future<Void> refused(String user, Throwable why) {
        LOG.errorf(
                "The console sees no agents: Kafka does not let this broker give rights to %s=%s (%s). %s",
                SETTING,
                user,
                why.getMessage(),
                why instanceof SecurityDisabledException
                        ? "Kafka has no authoriser: remove the setting"
                        : "Allow the broker's own user to Alter the cluster, or remove the setting and give that user Read and"
                                + " Describe on the topics agents, queue and clusters yourself");
        return Future.succeededFuture();
    }

    static List<AclBinding> bindings(TopicNames names, String user) {
        return Stream.of(names.agents(), names.queue(), names.clusters())
                .flatMap(topic -> TopicRights.allow(user, topic, AclOperation.READ, AclOperation.DESCRIBE).stream())
                .toList();
    }
}
