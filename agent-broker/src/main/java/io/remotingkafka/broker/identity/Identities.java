package io.remotingkafka.broker.identity;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.kubernetes.Cluster;
import io.remotingkafka.broker.launch.LaunchConfig;
import io.remotingkafka.protocol.naming.TopicNames;
import io.remotingkafka.tunnel.kafka.ClientConfigs;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
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
        if (launch.pod().identity() == LaunchConfig.Identity.SHARED) {
            LOG.warn(
                    "remoting.launch.pod.identity=shared: all agents' sidecars have one Kafka login, and whoever gets hold of"
                            + " it can pose as any agent");
            return new SharedUser();
        }
        Admin made = Admin.create(ClientConfigs.admin(kafka, broker.instance() + "-users"));
        admin = Optional.of(made);
        return new ScramUsers(made, new TopicNames(broker.prefix()));
    }

    @PreDestroy
    void close() {
        admin.ifPresent(made -> made.close(Duration.ofSeconds(2)));
    }
}
