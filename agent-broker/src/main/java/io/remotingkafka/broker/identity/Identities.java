package io.remotingkafka.broker.identity;

import io.quarkus.runtime.StartupEvent;
import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.kubernetes.Cluster;
import io.remotingkafka.broker.launch.LaunchConfig;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.tunnel.kafka.ClientConfigs;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;

/** Chooses who agents are for Kafka. */
@ApplicationScoped
class Identities {
    private static final Logger LOG = Logger.getLogger(Identities.class);

    private Optional<Admin> admin = Optional.empty();

    void check(@Observes StartupEvent event, LaunchConfig launch) {
        LaunchConfig.PodSettings pod = launch.pod();
        if (pod.identity() == LaunchConfig.Identity.STRIMZI
                && pod.strimzi().kafka().isEmpty()) {
            throw new IllegalStateException(
                    "remoting.launch.pod.strimzi.kafka: expected the name of the Kafka resource, since"
                            + " remoting.launch.pod.identity is strimzi");
        }
    }

    /** Where Kafka has no users, or nothing here makes agents that need them, there is nothing to make. */
    @Produces
    @ApplicationScoped
    AgentUsers users(
            BrokerConfig broker,
            LaunchConfig launch,
            Cluster cluster,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        boolean hasUsers = String.valueOf(kafka.get("security.protocol"))
                .toUpperCase(java.util.Locale.ROOT)
                .startsWith("SASL");
        if (!hasUsers || cluster.namespace().isEmpty()) {
            return new SharedUser();
        }
        TopicNames topics = new TopicNames(broker.prefix());
        return switch (launch.pod().identity()) {
            case SHARED -> {
                LOG.warn("remoting.launch.pod.identity=shared: all agents' sidecars have one Kafka login, and whoever"
                        + " gets hold of it can pose as any agent");
                yield new SharedUser();
            }
            case STRIMZI -> strimzi(cluster.namespace().get(), launch.pod().strimzi(), topics);
            case OWN -> {
                Admin made = Admin.create(ClientConfigs.admin(kafka, broker.instance() + "-users"));
                admin = Optional.of(made);
                yield new ScramUsers(made, topics);
            }
        };
    }

    private static AgentUsers strimzi(Cluster.Namespace own, LaunchConfig.StrimziSettings settings, TopicNames topics) {
        return new StrimziUsers(ofOperator(own, settings), settings.kafka().orElseThrow(), topics);
    }

    /** The namespace that Strimzi's User Operator watches. */
    static Cluster.Namespace ofOperator(Cluster.Namespace own, LaunchConfig.StrimziSettings settings) {
        return new Cluster.Namespace(own.client(), settings.namespace().orElse(own.name()));
    }

    @PreDestroy
    void close() {
        admin.ifPresent(made -> made.close(Duration.ofSeconds(2)));
    }
}
