package io.remotingkafka.provisioner.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Phase;
import io.remotingkafka.provisioner.cluster.Profile;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.cluster.SpecJson;
import io.remotingkafka.provisioner.cluster.VolumeChoice;
import io.remotingkafka.provisioner.resource.KafkaClusterResource.Wanted;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a resource says, and what its status says in return. */
class KafkaClusterResourceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T06:00:00.123Z");

    @Test
    void anEmptySpecificationWantsTheStandard() {
        KafkaClusterResource resource = read("spec: {}");

        assertThat(resource.wanted()).isEqualTo(new Wanted.Cluster(KafkaClusterSpec.standard()));
        assertThat(resource.volumes()).isEqualTo(VolumeChoice.KEEP);
        assertThat(resource.generation()).isEqualTo(7);
        assertThat(resource.held()).isFalse();
        assertThat(resource.deleting()).isFalse();
    }

    @Test
    void fieldsAreThoseOfTheModelAndTheVolumesBesides() {
        KafkaClusterResource resource = read("""
                spec:
                  profile: Three
                  listeners: { external: { type: NodePort, nodePort: 31090 } }
                  volumesOnDelete: Delete
                """);

        assertThat(resource.volumes()).isEqualTo(VolumeChoice.DELETE);
        assertThat(resource.wanted()).isInstanceOfSatisfying(Wanted.Cluster.class, wanted -> {
            assertThat(wanted.spec().profile()).isEqualTo(Profile.THREE);
            assertThat(wanted.spec().listeners().external())
                    .flatMap(Listeners.External::nodePort)
                    .contains(31090);
        });
    }

    @Test
    void aKafkaThatIsThereIsNamedWithTheSecretOfItsLogin() {
        KafkaClusterResource resource = read("""
                spec:
                  mode: External
                  external: { bootstrapServers: "kafka.example.org:9093", credentialsSecret: kafka-login }
                """);

        assertThat(resource.wanted())
                .isEqualTo(new Wanted.Cluster(KafkaClusterSpec.external(
                        new ExternalKafka("kafka.example.org:9093", Optional.of("kafka-login")))));
        assertThat(read("spec: { mode: External }").wanted())
                .isInstanceOfSatisfying(
                        Wanted.Invalid.class,
                        invalid -> assertThat(invalid.reason().message()).contains("external.bootstrapServers"));
    }

    @Test
    void whatCannotBeNamesTheField() {
        assertThat(read("spec: { storage: { size: much } }").wanted())
                .isInstanceOfSatisfying(
                        Wanted.Invalid.class,
                        invalid -> assertThat(invalid.reason().message()).contains("storage.size"));
        assertThat(read("spec: { profile: Nine }").wanted())
                .isInstanceOfSatisfying(
                        Wanted.Invalid.class,
                        invalid -> assertThat(invalid.reason().message()).contains("profile"));
    }

    @Test
    void aStatusIsReadAsItWasWritten() {
        KafkaClusterResource resource = read("spec: {}");
        ResourceStatus status = ResourceStatus.none(resource, Phase.APPLYING, Optional.of("Starting Kafka"), NOW);

        GenericKubernetesResource written = resource("spec: {}");
        written.setAdditionalProperty("status", SpecJson.mapper().convertValue(status, Map.class));

        assertThat(ResourceStatus.read(written)).contains(status);
    }

    @Test
    void aConditionsTimeIsThatOfItsLastChange() {
        KafkaClusterResource resource = read("spec: {}");
        ResourceStatus applying = ResourceStatus.none(resource, Phase.APPLYING, Optional.empty(), NOW);
        ResourceStatus refused = ResourceStatus.refused(
                resource, Optional.empty(), new Reason("quota-exceeded", "no room", "Raise it."), NOW.plusSeconds(9));

        ResourceStatus.Condition told =
                refused.after(Optional.of(applying)).conditions().getFirst();

        assertThat(told.status()).isEqualTo("False");
        assertThat(told.reason()).isEqualTo("QuotaExceeded");
        assertThat(told.message()).isEqualTo("no room. Raise it.");
        assertThat(told.lastTransitionTime()).isEqualTo("2026-11-26T06:00:00Z");
    }

    private static KafkaClusterResource read(String spec) {
        return KafkaClusterResource.of(resource(spec));
    }

    private static GenericKubernetesResource resource(String spec) {
        return new KubernetesSerialization().unmarshal("""
                        apiVersion: remotingkafka.io/v1alpha1
                        kind: KafkaCluster
                        metadata: { name: demo, generation: 7 }
                        """ + spec, GenericKubernetesResource.class);
    }
}
