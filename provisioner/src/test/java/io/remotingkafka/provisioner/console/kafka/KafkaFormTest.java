package io.remotingkafka.provisioner.console.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.ExternalKafka;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Profile;
import io.remotingkafka.provisioner.console.Fields;
import io.remotingkafka.provisioner.console.Form;
import io.remotingkafka.provisioner.console.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaFormTest {
    @Test
    void whatIsLeftOutGetsItsDefault() {
        assertThat(filled(Fields.of("connection", "production", "name", "kafka"))
                        .spec())
                .isEqualTo(KafkaClusterSpec.standard());
    }

    @Test
    void ofAKafkaThatIsThereOnlyWhereItIsCounts() {
        assertThat(filled(Fields.of(
                                "connection",
                                "production",
                                "name",
                                "ours",
                                "mode",
                                "EXTERNAL",
                                "external.bootstrapServers",
                                "kafka.example.org:9093",
                                "external.credentialsSecret",
                                "kafka-login",
                                "profile",
                                "THREE",
                                "storage.size",
                                "much"))
                        .spec())
                .isEqualTo(KafkaClusterSpec.external(
                        new ExternalKafka("kafka.example.org:9093", Optional.of("kafka-login"))));
    }

    @Test
    void eachFieldHasItsPlace() {
        KafkaClusterSpec spec = filled(Fields.of(
                        "connection",
                        "production",
                        "name",
                        "kafka",
                        "profile",
                        "THREE",
                        "security",
                        "PLAINTEXT",
                        "listeners.external.type",
                        "NODE_PORT",
                        "listeners.external.nodePort",
                        "31090",
                        "listeners.external.address",
                        "203.0.113.7",
                        "storage.size",
                        "20Gi",
                        "storage.storageClass",
                        "fast",
                        "resources.heap",
                        "1g",
                        "image",
                        "mirror/kafka:4.1.2"))
                .spec();

        assertThat(spec.mode()).isEqualTo(Mode.KRAFT);
        assertThat(spec.profile()).isEqualTo(Profile.THREE);
        assertThat(spec.security()).isEqualTo(ClientSecurity.PLAINTEXT);
        assertThat(spec.listeners().external())
                .contains(new Listeners.External(
                        Listeners.ExternalType.NODE_PORT, Optional.of(31090), Optional.of("203.0.113.7")));
        assertThat(spec.storage().size()).isEqualTo("20Gi");
        assertThat(spec.storage().storageClass()).contains("fast");
        assertThat(spec.resources().heap()).isEqualTo("1g");
        assertThat(spec.image()).contains("mirror/kafka:4.1.2");
    }

    @Test
    void fieldsThatTheModeHidesArePassedOver() {
        KafkaClusterSpec legacy = filled(
                        Fields.of("connection", "production", "name", "kafka", "mode", "ZOOKEEPER", "profile", "THREE"))
                .spec();
        KafkaClusterSpec modern = filled(Fields.of(
                        "connection", "production", "name", "kafka", "zookeeperImage", "mirror/zookeeper:3.9.4"))
                .spec();

        assertThat(legacy.profile()).isEqualTo(Profile.SINGLE);
        assertThat(modern.zookeeperImage()).isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnceAndAtItsField() {
        Form form = Fields.of(
                "connection",
                "production",
                "name",
                "9",
                "storage.size",
                "much",
                "listeners.external.type",
                "NODE_PORT",
                "listeners.external.nodePort",
                "eighty");

        assertThat(refused(form))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("name", "listeners.external.nodePort", "storage.size");
    }

    private static KafkaForm.Outcome.Filled filled(Form form) {
        KafkaForm.Outcome outcome = KafkaForm.read(form);
        assertThat(outcome).isInstanceOf(KafkaForm.Outcome.Filled.class);
        return (KafkaForm.Outcome.Filled) outcome;
    }

    private static List<Problem> refused(Form form) {
        KafkaForm.Outcome outcome = KafkaForm.read(form);
        assertThat(outcome).isInstanceOf(KafkaForm.Outcome.Refused.class);
        return ((KafkaForm.Outcome.Refused) outcome).problems();
    }
}
