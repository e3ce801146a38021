package io.remotingkafka.broker.launch.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.launch.LaunchConfig;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.naming.AgentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent's pod looks like: the pool's template, with the sidecar before its containers and, where the template
 * leaves it open, what the restricted Pod Security standard asks for. Pure.
 *
 * <pre>
 * initContainers:  remoting-kafka (the sidecar, restartPolicy Always), then the template's own
 * containers:      jnlp (agent.jar, finds the sidecar on 127.0.0.1), and the template's others
 * </pre>
 */
final class AgentPod {
    /** The container with agent.jar, called as the kubernetes-plugin calls it. */
    static final String AGENT = "jnlp";

    static final String SIDECAR = "remoting-kafka";
    /** Where agent.jar works, as in the stock images and under the kubernetes-plugin. */
    static final String WORK_DIRECTORY = "/home/jenkins/agent";

    static final String SETTINGS_FILE = "application.properties";
    static final String NODE_SECRET = "node-secret";
    /** What agent.jar sends where the broker knows the node's secret; the controller never sees it. */
    static final String PLACEHOLDER = "known-to-the-agent-broker";

    private static final String SETTINGS_DIRECTORY = "/etc/remoting-kafka";
    private static final String SETTINGS_VOLUME = "remoting-kafka-settings";
    private static final String TEMPORARY_VOLUME = "remoting-kafka-tmp";
    private static final String WORK_VOLUME = "workspace-volume";
    private static final int AGENT_PORT = 7080;
    private static final int HEALTH_PORT = 7081;
    /** The stock images name their user, and a name is no proof that it is not root. */
    private static final long USER = 1000;

    private final String installation;
    private final LaunchConfig.PodSettings config;
    private final AgentOrder order;
    private final AgentPool.Launch.Pod launch;
    private final String namespace;

    AgentPod(
            String installation,
            LaunchConfig.PodSettings config,
            AgentOrder order,
            AgentPool.Launch.Pod launch,
            String namespace) {
        this.installation = installation;
        this.config = config;
        this.order = order;
        this.launch = launch;
        this.namespace = namespace;
    }

    /** The pod; {@code template} is the pool's, and is not changed. */
    Pod pod(PodTemplateSpec template) {
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, String> annotations = new LinkedHashMap<>();
        if (template.getMetadata() != null) {
            labels.putAll(orEmpty(template.getMetadata().getLabels()));
            annotations.putAll(orEmpty(template.getMetadata().getAnnotations()));
        }
        labels.putAll(labels());
        annotations.put(PodLabels.RETENTION, order.pool().podRetention().name());
        return new PodBuilder()
                .withNewMetadata()
                .withName(name())
                .withNamespace(namespace)
                .withLabels(labels)
                .withAnnotations(annotations)
                .withOwnerReferences(owners())
                .endMetadata()
                .withSpec(spec(template.getSpec()))
                .build();
    }

    /**
     * A pod that is kept for somebody to look at: nobody's agent any more, and ended by the kubelet. It keeps its pool as owner,
     * and goes with it.
     */
    static Pod retained(Pod pod) {
        return new PodBuilder(pod)
                .editMetadata()
                .addToLabels(PodLabels.RETAINED, "true")
                .endMetadata()
                .editSpec()
                .withActiveDeadlineSeconds(1L)
                .endSpec()
                .build();
    }

    /** What the sidecar reads, and agent.jar where it needs it: a file each, and each mounted where it belongs alone. */
    Secret secret(String settings, String nodeSecret) {
        SecretBuilder secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name())
                .withNamespace(namespace)
                .withLabels(labels())
                .withOwnerReferences(owners())
                .endMetadata()
                .withType("Opaque")
                .addToStringData(SETTINGS_FILE, settings);
        if (!launch.webSocket()) {
            secret.addToStringData(NODE_SECRET, nodeSecret);
        }
        return secret.build();
    }

    private String name() {
        return agent().agent().value();
    }

    private AgentId agent() {
        return order.agent();
    }

    private Map<String, String> labels() {
        return PodLabels.of(installation, agent(), order.pool().name());
    }

    private List<OwnerReference> owners() {
        return order.pool().resource().stream()
                .map(pool -> new OwnerReferenceBuilder()
                        .withApiVersion("remotingkafka.io/v1alpha1")
                        .withKind("AgentPool")
                        .withName(order.pool().name().value())
                        .withUid(pool.uid())
                        .build())
                .toList();
    }

    private PodSpec spec(PodSpec template) {
        PodSpec spec = template.toBuilder().build();
        spec.setRestartPolicy("Never");
        if (spec.getAutomountServiceAccountToken() == null) {
            spec.setAutomountServiceAccountToken(false);
        }
        spec.setSecurityContext(secured(spec.getSecurityContext()));
        spec.getVolumes()
                .add(new VolumeBuilder()
                        .withName(SETTINGS_VOLUME)
                        .withNewSecret()
                        .withSecretName(name())
                        .addNewItem(SETTINGS_FILE, null, SETTINGS_FILE)
                        .endSecret()
                        .build());
        spec.getVolumes().add(emptyDirectory(TEMPORARY_VOLUME));
        spec.getVolumes().add(emptyDirectory(WORK_VOLUME));
        List<Container> before = new ArrayList<>();
        before.add(sidecar());
        spec.getInitContainers().forEach(container -> before.add(secured(container)));
        spec.setInitContainers(before);
        spec.setContainers(spec.getContainers().stream()
                .map(container -> AGENT.equals(container.getName()) ? agentContainer(container) : container)
                .map(AgentPod::withWorkDirectory)
                .map(AgentPod::secured)
                .toList());
        return spec;
    }

    private static io.fabric8.kubernetes.api.model.Volume emptyDirectory(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    private Container sidecar() {
        return new ContainerBuilder()
                .withName(SIDECAR)
                .withImage(config.image())
                .withImagePullPolicy(config.imagePullPolicy().orElse(null))
                .withRestartPolicy("Always")
                .addNewEnv()
                .withName("QUARKUS_CONFIG_LOCATIONS")
                .withValue(SETTINGS_DIRECTORY + "/" + SETTINGS_FILE)
                .endEnv()
                .addNewEnv()
                // The kubelet's probe comes from outside; agent.jar's door stays on loopback.
                .withName("QUARKUS_HTTP_HOST")
                .withValue("0.0.0.0")
                .endEnv()
                .addNewPort()
                .withName("health")
                .withContainerPort(HEALTH_PORT)
                .endPort()
                .withNewStartupProbe()
                .withNewHttpGet()
                .withPath("/q/health/started")
                .withNewPort(HEALTH_PORT)
                .endHttpGet()
                .withPeriodSeconds(1)
                .withFailureThreshold(120)
                .endStartupProbe()
                .withNewResources()
                .addToRequests("cpu", new Quantity(config.cpuRequest()))
                .addToRequests("memory", new Quantity(config.memory()))
                .addToLimits("memory", new Quantity(config.memory()))
                .endResources()
                .addToVolumeMounts(
                        new VolumeMountBuilder()
                                .withName(SETTINGS_VOLUME)
                                .withMountPath(SETTINGS_DIRECTORY)
                                .withReadOnly(true)
                                .build(),
                        new VolumeMountBuilder()
                                .withName(TEMPORARY_VOLUME)
                                .withMountPath("/tmp")
                                .build())
                .withSecurityContext(new SecurityContextBuilder()
                        .withAllowPrivilegeEscalation(false)
                        .withReadOnlyRootFilesystem(true)
                        .withNewCapabilities()
                        .addToDrop("ALL")
                        .endCapabilities()
                        .build())
                .build();
    }

    private Container agentContainer(Container template) {
        Map<String, EnvVar> env = new LinkedHashMap<>();
        template.getEnv().forEach(variable -> env.put(variable.getName(), variable));
        value(env, "JENKINS_URL", "http://127.0.0.1:" + AGENT_PORT + "/");
        value(env, "JENKINS_AGENT_NAME", name());
        value(env, "JENKINS_NAME", name());
        value(env, "JENKINS_AGENT_WORKDIR", WORK_DIRECTORY);
        if (launch.webSocket()) {
            value(env, "JENKINS_WEB_SOCKET", "true");
            value(env, "JENKINS_SECRET", PLACEHOLDER);
        } else {
            env.put(
                    "JENKINS_SECRET",
                    new EnvVarBuilder()
                            .withName("JENKINS_SECRET")
                            .withNewValueFrom()
                            .withNewSecretKeyRef(NODE_SECRET, name(), false)
                            .endValueFrom()
                            .build());
        }
        return template.toBuilder().withEnv(List.copyOf(env.values())).build();
    }

    private static void value(Map<String, EnvVar> env, String name, String value) {
        env.put(name, new EnvVarBuilder().withName(name).withValue(value).build());
    }

    /** All containers of an agent share its directory, so that a build may use any of them. */
    private static Container withWorkDirectory(Container container) {
        boolean mounted =
                container.getVolumeMounts().stream().anyMatch(mount -> WORK_DIRECTORY.equals(mount.getMountPath()));
        return mounted
                ? container
                : container.toBuilder()
                        .addNewVolumeMount()
                        .withName(WORK_VOLUME)
                        .withMountPath(WORK_DIRECTORY)
                        .endVolumeMount()
                        .build();
    }

    private static PodSecurityContext secured(PodSecurityContext written) {
        PodSecurityContext context = Optional.ofNullable(written).orElseGet(PodSecurityContext::new);
        PodSecurityContext secured = context.toBuilder().build();
        if (secured.getRunAsUser() == null) {
            secured.setRunAsUser(USER);
        }
        if (secured.getRunAsGroup() == null) {
            secured.setRunAsGroup(USER);
        }
        if (secured.getFsGroup() == null) {
            secured.setFsGroup(USER);
        }
        if (secured.getRunAsNonRoot() == null && secured.getRunAsUser() != 0) {
            secured.setRunAsNonRoot(true);
        }
        if (secured.getSeccompProfile() == null) {
            secured.setSeccompProfile(
                    new SeccompProfileBuilder().withType("RuntimeDefault").build());
        }
        return secured;
    }

    private static Container secured(Container container) {
        SecurityContext context =
                Optional.ofNullable(container.getSecurityContext()).orElseGet(SecurityContext::new);
        SecurityContextBuilder secured = new SecurityContextBuilder(context);
        if (context.getAllowPrivilegeEscalation() == null && !Boolean.TRUE.equals(context.getPrivileged())) {
            secured.withAllowPrivilegeEscalation(false);
        }
        if (context.getCapabilities() == null) {
            secured.withNewCapabilities().addToDrop("ALL").endCapabilities();
        }
        return container.toBuilder().withSecurityContext(secured.build()).build();
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
