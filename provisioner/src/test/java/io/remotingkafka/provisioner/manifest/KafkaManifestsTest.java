package io.remotingkafka.provisioner.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.ClusterName;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Listeners;
import io.remotingkafka.provisioner.cluster.Mode;
import io.remotingkafka.provisioner.cluster.Profile;
import io.remotingkafka.provisioner.cluster.Storage;
import io.remotingkafka.provisioner.pki.Certified;
import io.remotingkafka.provisioner.pki.Pki;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaManifestsTest {
    private static final Pki PKI = new Pki(
            new Certified("ca", "ca-key"),
            List.of("ca"),
            Optional.empty(),
            new Certified("broker", "broker-key"),
            new Certified("admin", "admin-key"));

    private final KafkaManifests manifests = new KafkaManifests(new KubernetesSerialization());

    @Test
    void servicesAreThoseOfTheSeedsListing() {
        KafkaClusterSpec spec = spec(Mode.ZOOKEEPER, Profile.SINGLE, ClientSecurity.SCRAM_TLS, true, false);
        ClusterDesign design = design("demo", spec);

        List<String> services = manifests.services(design).stream()
                .map(Service.class::cast)
                .map(service -> service.getMetadata().getName() + " "
                        + service.getSpec().getPorts().stream()
                                .map(port -> port.getNodePort() == null
                                        ? String.valueOf(port.getPort())
                                        : port.getPort() + ":" + port.getNodePort())
                                .toList())
                .toList();

        assertThat(services)
                .containsExactlyInAnyOrder(
                        "demo-0-external [19092:31090]",
                        "demo-kafka [9092]",
                        "demo-kafka-headless [9092]",
                        "demo-zookeeper [2181]",
                        "demo-zookeeper-headless [2181, 3888, 2888]");
    }

    @Test
    void theClusterNamedKafkaHasNoPrefix() {
        ClusterDesign design = design("kafka", KafkaClusterSpec.standard());

        assertThat(manifests.services(design))
                .extracting(object -> object.getMetadata().getName())
                .containsExactly("kafka", "kafka-headless");
    }

    @Test
    void aSingleNodeKnowsItsOwnNameAndSeveralAskForTheOthers() {
        StatefulSet single = find(design("kafka", KafkaClusterSpec.standard()), StatefulSet.class, "kafka");
        KafkaClusterSpec three = spec(Mode.KRAFT, Profile.THREE, ClientSecurity.SCRAM_TLS, false, false);

        assertThat(single.getSpec().getTemplate().getSpec().getHostAliases())
                .singleElement()
                .satisfies(alias -> {
                    assertThat(alias.getIp()).isEqualTo("127.0.0.1");
                    assertThat(alias.getHostnames())
                            .containsExactly(design("kafka", KafkaClusterSpec.standard())
                                    .names()
                                    .host(0));
                });
        assertThat(find(design("kafka", three), StatefulSet.class, "kafka")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getHostAliases())
                .isEmpty();
    }

    @Test
    void eachBrokerHasACompleteFileOfItsOwn() {
        KafkaClusterSpec spec = spec(Mode.KRAFT, Profile.THREE, ClientSecurity.SCRAM_TLS, true, false);

        ConfigMap config = find(design("demo", spec), ConfigMap.class, "demo-kafka-config");

        assertThat(config.getData())
                .containsOnlyKeys("demo-kafka-0.properties", "demo-kafka-1.properties", "demo-kafka-2.properties");
        assertThat(config.getData().get("demo-kafka-2.properties").lines())
                .contains(
                        "node.id=2",
                        "controller.quorum.voters=0@demo-kafka-0.demo-kafka-headless.ns.svc:9093,"
                                + "1@demo-kafka-1.demo-kafka-headless.ns.svc:9093,"
                                + "2@demo-kafka-2.demo-kafka-headless.ns.svc:9093",
                        "advertised.listeners=BROKERS://demo-kafka-2.demo-kafka-headless.ns.svc:9091,"
                                + "CLIENTS://demo-kafka-2.demo-kafka-headless.ns.svc:9092,EXTERNAL://node:31092",
                        "auto.create.topics.enable=false",
                        "min.insync.replicas=2");
    }

    @Test
    void podsSatisfyPodSecurityRestricted() {
        StatefulSet set = find(design("demo", KafkaClusterSpec.standard()), StatefulSet.class, "demo-kafka");

        var pod = set.getSpec().getTemplate().getSpec();
        var container = pod.getContainers().get(0);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod.getEnableServiceLinks()).isFalse();
    }

    @Test
    void ephemeralStorageHasNoClaims() {
        KafkaClusterSpec spec = spec(Mode.KRAFT, Profile.SINGLE, ClientSecurity.SCRAM_TLS, false, true);

        StatefulSet set = find(design("demo", spec), StatefulSet.class, "demo-kafka");

        assertThat(set.getSpec().getVolumeClaimTemplates()).isEmpty();
        assertThat(set.getSpec().getTemplate().getSpec().getVolumes())
                .filteredOn(volume -> "data".equals(volume.getName()))
                .singleElement()
                .satisfies(volume -> assertThat(volume.getEmptyDir()).isNotNull());
    }

    @Test
    void zookeeperModeStartsTheServerItself() {
        KafkaClusterSpec spec = spec(Mode.ZOOKEEPER, Profile.SINGLE, ClientSecurity.SCRAM_TLS, false, false);

        StatefulSet set = find(design("demo", spec), StatefulSet.class, "demo-kafka");

        var container = set.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(container.getCommand()).first().isEqualTo("/opt/kafka/bin/kafka-server-start.sh");
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .doesNotContain("/opt/kafka/config");
    }

    @Test
    void plaintextHasNoLoginAndStillMutualTlsBetweenBrokers() {
        KafkaClusterSpec spec = spec(Mode.KRAFT, Profile.SINGLE, ClientSecurity.PLAINTEXT, false, false);

        String properties = find(design("demo", spec), ConfigMap.class, "demo-kafka-config")
                .getData()
                .get("demo-kafka-0.properties");

        assertThat(properties)
                .contains("BROKERS:SSL,CONTROLLERS:SSL,CLIENTS:PLAINTEXT")
                .doesNotContain("authorizer");
    }

    @Test
    void aValueCannotChangeTheStructure() {
        KafkaClusterSpec evil = new KafkaClusterSpec(
                null,
                null,
                Optional.of("x\n          command: [sh]"),
                Optional.empty(),
                null,
                null,
                null,
                null,
                Optional.empty());

        StatefulSet set = find(design("demo", evil), StatefulSet.class, "demo-kafka");

        var container = set.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(container.getCommand()).isEmpty();
        assertThat(container.getImage()).isEqualTo("x\n          command: [sh]");
    }

    private <T extends HasMetadata> T find(ClusterDesign design, Class<T> type, String name) {
        return manifests.workloads(design).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(object -> name.equals(object.getMetadata().getName()))
                .findFirst()
                .orElseThrow();
    }

    private static ClusterDesign design(String name, KafkaClusterSpec spec) {
        List<ClusterDesign.HostPort> external = spec.listeners().external().isEmpty()
                ? List.of()
                : List.of(
                        new ClusterDesign.HostPort("node", 31090),
                        new ClusterDesign.HostPort("node", 31091),
                        new ClusterDesign.HostPort("node", 31092));
        return new ClusterDesign(new ObjectNames(new ClusterName(name), "ns"), spec, external, PKI);
    }

    private static KafkaClusterSpec spec(
            Mode mode, Profile profile, ClientSecurity security, boolean nodePort, boolean ephemeral) {
        return new KafkaClusterSpec(
                mode,
                profile,
                Optional.empty(),
                Optional.empty(),
                new Storage("1Gi", Optional.empty(), ephemeral),
                null,
                nodePort
                        ? new Listeners(Optional.of(new Listeners.External(
                                Listeners.ExternalType.NODE_PORT, Optional.of(31090), Optional.empty())))
                        : null,
                security,
                Optional.empty());
    }
}
