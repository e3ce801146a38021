package io.remotingkafka.provisioner.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorStatusTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @Test
    void whatTheOperatorHasNotLookedAtIsUnseen() {
        assertThat(status("{}")).isInstanceOf(OperatorStatus.Unseen.class);
    }

    @Test
    void readinessOfAnEarlierGenerationDoesNotCount() {
        String conditions = "conditions: [{ type: Ready, status: 'True' }]";

        assertThat(status("{ observedGeneration: 1, " + conditions + " }")).isInstanceOf(OperatorStatus.Unseen.class);
        assertThat(status("{ observedGeneration: 2, " + conditions + " }")).isInstanceOf(OperatorStatus.Ready.class);
    }

    @Test
    void warningsDoNotMatter() {
        assertThat(status("{ observedGeneration: 2, conditions: [{ type: Warning, status: 'True', reason: Old },"
                        + " { type: Ready, status: 'True' }] }"))
                .isInstanceOf(OperatorStatus.Ready.class);
    }

    @Test
    void workAndRefusalAreToldApart() {
        assertThat(status("{ conditions: [{ type: NotReady, status: 'True', reason: Creating, message: deploying }] }"))
                .isEqualTo(new OperatorStatus.Working("deploying"));
        assertThat(status("{ observedGeneration: 2, conditions: [{ type: NotReady, status: 'True',"
                        + " reason: InvalidResourceException, message: no such version }] }"))
                .isEqualTo(new OperatorStatus.Refused("InvalidResourceException", "no such version"));
    }

    @Test
    void aReadyKafkaTellsWhereClientsConnect() {
        OperatorStatus ready = status("""
                observedGeneration: 2
                conditions: [{ type: Ready, status: 'True' }]
                listeners:
                  - name: clients
                    bootstrapServers: demo-kafka-kafka-bootstrap.ns.svc:9092
                    certificates: ["one\\n", "two\\n"]
                  - name: external
                    bootstrapServers: 10.0.0.1:32000
                """.indent(2));

        assertThat(StrimziKafka.of(((OperatorStatus.Ready) ready).status()))
                .contains(new StrimziKafka(
                        "demo-kafka-kafka-bootstrap.ns.svc:9092", Optional.of("10.0.0.1:32000"), "one\ntwo"));
    }

    private static OperatorStatus status(String status) {
        return OperatorStatus.of(YAML.unmarshal("""
                apiVersion: kafka.strimzi.io/v1
                kind: Kafka
                metadata: { name: demo-kafka, generation: 2 }
                status:
                """ + status.indent(2), GenericKubernetesResource.class));
    }
}
