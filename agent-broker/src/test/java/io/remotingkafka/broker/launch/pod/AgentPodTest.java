package io.remotingkafka.broker.launch.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.launch.LaunchConfig;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.AgentOrigin;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.remotingkafka.protocol.naming.PoolName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgentPodTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String STOCK = """
            metadata:
              labels: { team: build, remotingkafka.io/agent: forged }
            spec:
              containers:
                - name: jnlp
                  image: jenkins/inbound-agent:latest-jdk21
                  env: [ { name: JENKINS_URL, value: http://jenkins/ }, { name: LANG, value: C.UTF-8 } ]
                - name: maven
                  image: maven:3
            """;

    @Test
    void theStockImageFindsTheSidecarOnLoopbackAndKnowsNoSecret() {
        // When
        Container jnlp = container(pod(STOCK, true), "jnlp");

        // Then
        assertThat(jnlp.getEnv())
                .extracting(EnvVar::getName, EnvVar::getValue)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("JENKINS_URL", "http://127.0.0.1:7080/"),
                        org.assertj.core.groups.Tuple.tuple("JENKINS_AGENT_NAME", "linux-0123456789"),
                        org.assertj.core.groups.Tuple.tuple("JENKINS_WEB_SOCKET", "true"),
                        org.assertj.core.groups.Tuple.tuple("JENKINS_SECRET", AgentPod.PLACEHOLDER),
                        org.assertj.core.groups.Tuple.tuple("LANG", "C.UTF-8"));
        assertThat(jnlp.getEnv().stream().filter(env -> env.getName().equals("JENKINS_URL")))
                .as("the template's own URL does not win")
                .hasSize(1);
        assertThat(secret(true).getStringData()).containsOnlyKeys(AgentPod.SETTINGS_FILE);
    }

    @Test
    void aTcpAgentGetsItsSecretByReferenceAndNothingOfKafka() {
        // When
        Container jnlp = container(pod(STOCK, false), "jnlp");

        // Then
        EnvVar secret = jnlp.getEnv().stream()
                .filter(env -> env.getName().equals("JENKINS_SECRET"))
                .findFirst()
                .orElseThrow();
        assertThat(secret.getValue()).isNull();
        assertThat(secret.getValueFrom().getSecretKeyRef().getName()).isEqualTo("linux-0123456789");
        assertThat(jnlp.getEnv()).noneMatch(env -> env.getName().equals("JENKINS_WEB_SOCKET"));
        assertThat(secret(false).getStringData()).containsEntry(AgentPod.NODE_SECRET, "the node's");
    }

    @Test
    void onlyTheSidecarSeesTheKafkaLogin() {
        // When
        Pod pod = pod(STOCK, true);

        // Then
        Container sidecar = pod.getSpec().getInitContainers().getFirst();
        assertThat(sidecar.getName()).isEqualTo(AgentPod.SIDECAR);
        assertThat(sidecar.getRestartPolicy()).isEqualTo("Always");
        String volume = pod.getSpec().getVolumes().stream()
                .filter(candidate -> candidate.getSecret() != null)
                .findFirst()
                .orElseThrow()
                .getName();
        assertThat(sidecar.getVolumeMounts()).anyMatch(mount -> mount.getName().equals(volume));
        assertThat(pod.getSpec().getContainers()).allSatisfy(container -> assertThat(container.getVolumeMounts())
                .noneMatch(mount -> mount.getName().equals(volume)));
    }

    @Test
    void isRestrictedUnlessTheTemplateSaysOtherwise() {
        // When
        Pod restricted = pod(STOCK, true);
        Pod own = pod("""
                spec:
                  automountServiceAccountToken: true
                  securityContext: { runAsUser: 2000 }
                  containers:
                    - name: jnlp
                      image: a
                      securityContext: { capabilities: { add: [NET_ADMIN] } }
                """, true);

        // Then
        assertThat(restricted.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(restricted.getSpec().getAutomountServiceAccountToken()).isFalse();
        assertThat(restricted.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(1000);
        assertThat(restricted.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(restricted.getSpec().getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(restricted.getSpec().getContainers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
        });
        assertThat(own.getSpec().getAutomountServiceAccountToken()).isTrue();
        assertThat(own.getSpec().getSecurityContext().getRunAsUser()).isEqualTo(2000);
        assertThat(container(own, "jnlp").getSecurityContext().getCapabilities().getDrop())
                .isEmpty();
    }

    @Test
    void carriesTheInstallationsMarkAndBelongsToItsPool() {
        // When
        Pod pod = pod(STOCK, true);

        // Then
        assertThat(pod.getMetadata().getName()).isEqualTo("linux-0123456789");
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("team", "build")
                .containsEntry(PodLabels.INSTALLATION, "prefix")
                .containsEntry(PodLabels.AGENT, "linux-0123456789");
        assertThat(PodLabels.agent(pod.getMetadata().getLabels()))
                .contains(order(true).agent());
        assertThat(pod.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> assertThat(owner.getUid())
                .isEqualTo("uid"));
    }

    @Test
    void allContainersShareTheAgentsDirectory() {
        assertThat(pod(STOCK, true).getSpec().getContainers())
                .allSatisfy(container -> assertThat(container.getVolumeMounts())
                        .anyMatch(mount -> mount.getMountPath().equals(AgentPod.WORK_DIRECTORY)));
    }

    private static Container container(Pod pod, String name) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Pod pod(String template, boolean webSocket) {
        return agentPod(webSocket).pod(YAML.unmarshal(template, PodTemplateSpec.class));
    }

    private static Secret secret(boolean webSocket) {
        return agentPod(webSocket).secret("a=b", "the node's");
    }

    private static AgentPod agentPod(boolean webSocket) {
        AgentOrder order = order(webSocket);
        return new AgentPod(
                "prefix",
                new Settings(),
                order,
                (AgentPool.Launch.Pod) order.pool().launch(),
                "builds");
    }

    private static AgentOrder order(boolean webSocket) {
        AgentPool pool = new AgentPool(
                new PoolName("linux"),
                new ControllerName("main"),
                Set.of("linux"),
                AgentPool.Usage.EXCLUSIVE,
                1,
                0,
                new AgentPool.Lifetime.OneBuild(),
                Duration.ofMinutes(5),
                AgentPool.PodRetention.NEVER,
                Duration.ofHours(1),
                new AgentPool.Launch.Pod(
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(), webSocket),
                Optional.of(new AgentPool.Resource("builds", "uid", 1, Optional.empty())));
        return new AgentOrder(
                new AgentId(new ControllerName("main"), new AgentName("linux-0123456789")),
                pool,
                new AgentOrigin.Provisioned(pool.name(), Optional.empty(), 1, Instant.EPOCH));
    }

    private record Settings() implements LaunchConfig.PodSettings {
        @Override
        public String image() {
            return "sidecar:1";
        }

        @Override
        public Optional<String> imagePullPolicy() {
            return Optional.empty();
        }

        @Override
        public String memory() {
            return "96Mi";
        }

        @Override
        public String cpuRequest() {
            return "50m";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public LaunchConfig.Identity identity() {
            return LaunchConfig.Identity.OWN;
        }

        @Override
        public LaunchConfig.StrimziSettings strimzi() {
            throw new UnsupportedOperationException("users are made elsewhere");
        }
    }
}
