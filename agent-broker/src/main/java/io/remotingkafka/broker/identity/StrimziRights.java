package io.remotingkafka.broker.identity;

import io.remotingkafka.broker.kubernetes.Cluster;
import io.remotingkafka.broker.kubernetes.NeededRights;
import io.remotingkafka.broker.kubernetes.Right;
import io.remotingkafka.broker.launch.LaunchConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What the broker has to be allowed where Strimzi's User Operator makes the agents' Kafka users. */
@ApplicationScoped
class StrimziRights implements NeededRights.Source {
    private static final String MAKING = "agents get Kafka users";
    private static final String TAKING_AWAY = "Kafka users go with their agents";

    private final LaunchConfig.PodSettings pod;
    private final Cluster cluster;

    StrimziRights(LaunchConfig launch, Cluster cluster) {
        this.pod = launch.pod();
        this.cluster = cluster;
    }

    /** All of them, as {@code k8s/rbac/agent-broker-strimzi-role.yaml} gives them. */
    static List<Right> needed() {
        return List.of(
                users("get", TAKING_AWAY),
                users("list", "Kafka users that a crash left behind are found"),
                users("watch", MAKING),
                users("create", MAKING),
                users("delete", TAKING_AWAY),
                new Right("", "secrets", "get", MAKING));
    }

    private static Right users(String verb, String function) {
        return new Right("kafka.strimzi.io", "kafkausers", verb, function);
    }

    @Override
    public Optional<NeededRights> neededRights() {
        return pod.identity() == LaunchConfig.Identity.STRIMZI
                ? cluster.namespace().map(own -> new NeededRights(Identities.ofOperator(own, pod.strimzi()), needed()))
                : Optional.empty();
    }
}
