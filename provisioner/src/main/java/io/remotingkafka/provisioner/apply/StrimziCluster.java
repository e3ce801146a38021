package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.handover.Binding;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import io.remotingkafka.provisioner.manifest.StrimziManifests;
import io.remotingkafka.provisioner.proof.Broker;
import io.remotingkafka.provisioner.proof.KafkaRoute;
import io.remotingkafka.provisioner.proof.ScramLogin;
import io.remotingkafka.provisioner.proof.UserRoute;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Kafka of the Strimzi operator, as far as it is there. */
final class StrimziCluster {
    private final Site site;

    StrimziCluster(Site site) {
        this.site = site;
    }

    /** The labels of its pods and volumes, which the operator gives them. */
    static Map<String, String> labels(ObjectNames names) {
        return Map.of(StrimziManifests.CLUSTER, names.kafka());
    }

    void requireOperator() throws FailedException {
        if (!site.client().supports(StrimziManifests.API, "Kafka")) {
            throw new FailedException(new Failure.OperatorMissing());
        }
    }

    /** Where clients connect; empty until the operator tells. */
    Optional<StrimziKafka> find() {
        GenericKubernetesResource kafka = site.client()
                .genericKubernetesResources(StrimziManifests.API, "Kafka")
                .withName(site.names().kafka())
                .get();
        return Optional.ofNullable(kafka)
                .map(OperatorStatus::of)
                .filter(OperatorStatus.Ready.class::isInstance)
                .flatMap(ready -> StrimziKafka.of(((OperatorStatus.Ready) ready).status()));
    }

    /** agent-broker's user, once the operator has made it. */
    Optional<ScramLogin> login(KafkaClusterSpec spec) {
        if (spec.security() != ClientSecurity.SCRAM_TLS) {
            return Optional.empty();
        }
        Secret secret = site.client().secrets().withName(site.names().user()).get();
        return Optional.ofNullable(secret)
                .flatMap(Binding::password)
                .map(password -> new ScramLogin(site.names().user(), password));
    }

    /**
     * What the operator made of its resources, which Kubernetes deletes some time after them. Without an owner it is
     * meant to stay (a user's own CA, or one with {@code generateSecretOwnerReference: false}).
     */
    List<HasMetadata> made() {
        Map<String, String> labels = labels(site.names());
        return Stream.of(
                        site.client().secrets().withLabels(labels).list(),
                        site.client().services().withLabels(labels).list(),
                        site.client().configMaps().withLabels(labels).list())
                .<HasMetadata>flatMap(found -> found.getItems().stream())
                .filter(object -> object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getApiVersion().contains("strimzi.io/")))
                .toList();
    }

    /** The way to its clients' listener. */
    KafkaRoute route(StrimziKafka kafka, KafkaClusterSpec spec) throws IOException {
        Optional<ScramLogin> login = login(spec);
        return site.direct()
                ? UserRoute.direct(kafka.internal(), spec.security(), kafka.trust(), login)
                : UserRoute.forwarded(site.client(), brokers(), spec.security(), kafka.trust(), login);
    }

    /** Brokers tell clients the names that the operator's headless service gives their pods. */
    private List<Broker> brokers() {
        return site
                .client()
                .pods()
                .withLabels(labels(site.names()))
                .withLabel("strimzi.io/broker-role", "true")
                .list()
                .getItems()
                .stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .map(pod -> new Broker(
                        pod,
                        pod + "." + site.names().kafka() + "-kafka-brokers."
                                + site.names().namespace() + ".svc"))
                .toList();
    }
}
