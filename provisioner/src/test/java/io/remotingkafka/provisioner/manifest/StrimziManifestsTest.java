package io.remotingkafka.provisioner.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Profile;
import io.remotingkafka.provisioner.cluster.Storage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrimziManifestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aSecuredKafkaHasAUserForTheBrokerAndLeavesAgentsUsersAlone() {
        List<HasMetadata> all = manifests(spec(ClientSecurity.SCRAM_TLS, Optional.empty(), false));

        assertThat(all)
                .extracting(each -> each.getKind() + "/" + each.getMetadata().getName())
                .containsExactly(
                        "KafkaNodePool/demo-kafka-nodes", "Kafka/demo-kafka", "KafkaUser/demo-kafka-agent-broker");
        assertThat(all).filteredOn(each -> !each.getKind().equals("Kafka")).allSatisfy(each -> assertThat(
                        each.getMetadata().getLabels())
                .containsEntry("strimzi.io/cluster", "demo-kafka")
                .containsEntry(ObjectNames.MANAGED_BY, ObjectNames.MANAGER));
        JsonNode kafka = tree(all.get(1));
        assertThat(kafka.at("/spec/kafka/listeners")).hasSize(1);
        assertThat(kafka.at("/spec/kafka/listeners/0/authentication/type").asText())
                .isEqualTo("scram-sha-512");
        assertThat(kafka.at("/spec/kafka/authorization/type").asText()).isEqualTo("simple");
        assertThat(kafka.at("/spec/kafka").has("image")).isFalse();
        String pattern = kafka.at("/spec/entityOperator/template/userOperatorContainer/env/0/value")
                .asText();
        assertThat("remoting-kafka.main.linux-1a2b").matches(pattern);
        assertThat("remoting-kafka-proof-stranger").matches(pattern);
        assertThat("demo-kafka-agent-broker").doesNotMatch(pattern);
    }

    @Test
    void aPlainKafkaHasNoUsers() {
        List<HasMetadata> all = manifests(spec(ClientSecurity.PLAINTEXT, Optional.empty(), true));

        assertThat(all).extracting(HasMetadata::getKind).containsExactly("KafkaNodePool", "Kafka");
        JsonNode kafka = tree(all.get(1)).get("spec");
        assertThat(kafka.has("entityOperator")).isFalse();
        assertThat(kafka.at("/kafka").has("authorization")).isFalse();
        assertThat(kafka.at("/kafka/listeners/0/tls").asBoolean(true)).isFalse();
        JsonNode volume = tree(all.get(0)).at("/spec/storage/volumes/0");
        assertThat(volume.get("type").asText()).isEqualTo("ephemeral");
        assertThat(volume.has("size")).isFalse();
    }

    @Test
    void portsAndAddressThatWereAskedForAreEachBrokers() {
        Listeners.External external = new Listeners.External(
                Listeners.ExternalType.NODE_PORT, Optional.of(31090), Optional.of("kafka.example"));

        JsonNode listener = tree(manifests(spec(ClientSecurity.SCRAM_TLS, Optional.of(external), false))
                        .get(1))
                .at("/spec/kafka/listeners/1");

        assertThat(listener.get("type").asText()).isEqualTo("nodeport");
        assertThat(listener.at("/configuration/bootstrap/alternativeNames/0").asText())
                .isEqualTo("kafka.example");
        assertThat(listener.at("/configuration/brokers"))
                .extracting(broker -> broker.get("broker").asInt() + ":"
                        + broker.get("nodePort").asInt() + ":"
                        + broker.get("advertisedHost").asText())
                .containsExactly("0:31090:kafka.example", "1:31091:kafka.example", "2:31092:kafka.example");
    }

    private static List<HasMetadata> manifests(KafkaClusterSpec spec) {
        return new StrimziManifests(new KubernetesSerialization())
                .all(new ObjectNames(new ClusterName("demo"), "ns"), spec);
    }

    private static KafkaClusterSpec spec(
            ClientSecurity security, Optional<Listeners.External> external, boolean ephemeral) {
        return new KafkaClusterSpec(
                Mode.STRIMZI,
                Profile.THREE,
                Optional.empty(),
                Optional.empty(),
                new Storage("1Gi", Optional.empty(), ephemeral),
                null,
                new Listeners(external),
                security,
                Optional.empty());
    }

    private static JsonNode tree(HasMetadata object) {
        return JSON.valueToTree(object);
    }
}
