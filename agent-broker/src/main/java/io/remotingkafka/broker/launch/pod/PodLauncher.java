package io.remotingkafka.broker.launch.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.runtime.StartupEvent;
import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.identity.AgentUsers;
import io.remotingkafka.broker.kubernetes.Cluster;
import io.remotingkafka.broker.launch.AgentOrder;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.broker.launch.LaunchConfig;
import io.remotingkafka.broker.launch.LaunchMeters;
import io.remotingkafka.broker.launch.Launcher;
import io.remotingkafka.broker.launch.SidecarSettings;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.ProvisioningFailure.AdmissionDenied;
import io.remotingkafka.protocol.event.ProvisioningFailure.AgentLost;
import io.remotingkafka.protocol.event.ProvisioningFailure.PlatformUnavailable;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Agents as pods: for each a pod of its name with the sidecar in it, a Secret of its name that the sidecar reads, and, where
 * Kafka has users, a user.
 */
@ApplicationScoped
public class PodLauncher implements Launcher {
    private static final Logger LOG = Logger.getLogger(PodLauncher.class);
    private static final int CONFLICT = 409;

    private final Optional<Cluster.Namespace> namespace;
    private final Optional<PodWatch> watch;
    private final BrokerConfig broker;
    private final LaunchConfig.PodSettings config;
    private final AgentUsers users;
    private final Map<String, Object> kafka;
    private final KubernetesSerialization serialization;

    PodLauncher(
            Cluster cluster,
            BrokerConfig broker,
            LaunchConfig config,
            AgentUsers users,
            KubernetesSerialization serialization,
            LaunchMeters meters,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.namespace = cluster.namespace();
        this.watch = namespace.map(where -> new PodWatch(where, broker.prefix(), meters));
        this.broker = broker;
        this.config = config.pod();
        this.users = users;
        this.serialization = serialization;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        watch.ifPresent(PodWatch::start);
    }

    @Override
    public boolean runs(AgentPool.Launch launch) {
        return launch instanceof AgentPool.Launch.Pod && namespace.isPresent();
    }

    @Override
    public String remoteRoot(AgentName agent) {
        return AgentPod.WORK_DIRECTORY;
    }

    @Override
    public String noun() {
        return "pod";
    }

    @Override
    public Prepared prepare(AgentOrder order) {
        Cluster.Namespace where = namespace.orElseThrow();
        if (!(order.pool().launch() instanceof AgentPool.Launch.Pod launch)) {
            throw new IllegalArgumentException(
                    "Not a pool of pods: " + order.pool().name());
        }
        try {
            AgentPod agentPod = new AgentPod(broker.prefix(), config, order, launch, where.name());
            Pod pod = agentPod.pod(template(launch.template()));
            Optional<Pod> before =
                    Optional.ofNullable(pods(where, order.agent()).get());
            if (before.isPresent()) {
                return secret -> adopt(before.get(), pod);
            }
            String settings = SidecarSettings.text(settings(order.agent(), users.make(order.agent())));
            return secret -> launch(where, pod, agentPod.secret(settings, secret));
        } catch (KubernetesClientException e) {
            return secret -> Optional.of(PodRefusal.of(e));
        } catch (IllegalArgumentException e) {
            return secret -> Optional.of(new AdmissionDenied("spec.template is no PodTemplateSpec: " + e.getMessage()));
        } catch (IOException e) {
            return secret ->
                    Optional.of(new PlatformUnavailable("the agent gets no login to Kafka: " + e.getMessage()));
        }
    }

    private Optional<ProvisioningFailure> launch(Cluster.Namespace where, Pod pod, Secret secret) {
        try {
            where.client().resource(secret).createOr(existing -> existing.update());
            return create(where, pod);
        } catch (KubernetesClientException e) {
            return Optional.of(PodRefusal.of(e));
        }
    }

    private PodTemplateSpec template(ObjectNode written) {
        PodTemplateSpec template = serialization.convertValue(written, PodTemplateSpec.class);
        if (template.getSpec() == null) {
            throw new IllegalArgumentException("it has no spec");
        }
        return template;
    }

    private Map<String, String> settings(AgentId agent, Map<String, String> login) throws IOException {
        Map<String, String> settings = SidecarSettings.of(TrustAsText.of(kafka), broker.prefix(), agent);
        settings.putAll(config.settings());
        settings.putAll(login);
        return settings;
    }

    private Optional<ProvisioningFailure> create(Cluster.Namespace where, Pod pod) {
        try {
            watch.orElseThrow().made(where.client().resource(pod).create());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw e;
            }
            Pod other = where.client().resource(pod).get();
            return other == null
                    ? Optional.of(new AgentLost("a pod of its name was there a moment ago"))
                    : adopt(other, pod);
        }
    }

    /** A pod of this name is the same agent's, of an earlier try, or it is in the way. */
    private Optional<ProvisioningFailure> adopt(Pod found, Pod wanted) {
        ObjectMeta metadata = found.getMetadata();
        boolean same = metadata.getLabels() != null
                && metadata.getLabels()
                        .entrySet()
                        .containsAll(wanted.getMetadata().getLabels().entrySet())
                && !metadata.getLabels().containsKey(PodLabels.RETAINED);
        if (same && !(PodReading.of(found) instanceof Instance.Ended)) {
            watch.orElseThrow().made(found);
            return Optional.empty();
        }
        return Optional.of(new AgentLost("there is another pod of its name, " + metadata.getNamespace() + "/"
                + metadata.getName() + ", or an earlier one of its own that has ended"));
    }

    private static PodResource pods(Cluster.Namespace where, AgentId agent) {
        return where.client()
                .pods()
                .inNamespace(where.name())
                .withName(agent.agent().value());
    }

    @Override
    public Map<AgentName, Instance> instances(ControllerName controller) throws IOException {
        Map<AgentName, Instance> instances = new TreeMap<>();
        if (watch.isPresent()) {
            for (Pod pod : watch.get().pods()) {
                PodLabels.agent(pod.getMetadata().getLabels())
                        .filter(agent -> agent.controller().equals(controller))
                        .ifPresent(agent -> instances.put(agent.agent(), PodReading.of(pod)));
            }
        }
        return instances;
    }

    @Override
    public Set<AgentName> existing(ControllerName controller) throws IOException {
        Set<AgentName> all = new TreeSet<>();
        if (namespace.isEmpty()) {
            return all;
        }
        Cluster.Namespace where = namespace.get();
        try {
            where.client().pods().inNamespace(where.name()).withLabels(mine(controller)).list().getItems().stream()
                    .map(Pod::getMetadata)
                    .filter(metadata -> !metadata.getLabels().containsKey(PodLabels.RETAINED))
                    // What is on its way out is nobody's to remove again.
                    .filter(metadata -> metadata.getDeletionTimestamp() == null)
                    .forEach(metadata -> PodLabels.agent(metadata.getLabels()).ifPresent(id -> all.add(id.agent())));
            where.client().secrets().inNamespace(where.name()).withLabels(mine(controller)).list().getItems().stream()
                    .map(Secret::getMetadata)
                    .forEach(metadata -> PodLabels.agent(metadata.getLabels()).ifPresent(id -> all.add(id.agent())));
        } catch (KubernetesClientException e) {
            throw new IOException("the pods cannot be listed: " + e.getMessage(), e);
        }
        all.addAll(users.existing(controller));
        return all;
    }

    private Map<String, String> mine(ControllerName controller) {
        return Map.of(PodLabels.INSTALLATION, broker.prefix(), PodLabels.CONTROLLER, controller.value());
    }

    @Override
    public void stop(AgentId agent, boolean failed) throws IOException {
        if (namespace.isEmpty()) {
            return;
        }
        Cluster.Namespace where = namespace.get();
        try {
            Pod pod = pods(where, agent).get();
            if (pod != null && isOurs(pod.getMetadata(), agent)) {
                stop(where, pod, failed);
            }
            Secret secret = where.client()
                    .secrets()
                    .inNamespace(where.name())
                    .withName(agent.agent().value())
                    .get();
            if (secret != null && isOurs(secret.getMetadata(), agent)) {
                where.client().resource(secret).delete();
            }
        } catch (KubernetesClientException e) {
            throw new IOException("the pod is not removed: " + e.getMessage(), e);
        }
        users.remove(agent);
    }

    private void stop(Cluster.Namespace where, Pod pod, boolean failed) {
        boolean kept =
                switch (PodLabels.retention(pod.getMetadata().getAnnotations())) {
                    case NEVER -> false;
                    case ON_FAILURE -> failed;
                    case ALWAYS -> true;
                };
        String name = pod.getMetadata().getName();
        if (kept) {
            LOG.infof("pod=%s is kept, as its pool asks", name);
            where.client().resource(pod).edit(AgentPod::retained);
        } else {
            where.client().resource(pod).delete();
        }
        watch.orElseThrow().removed(name);
    }

    private boolean isOurs(ObjectMeta metadata, AgentId agent) {
        Map<String, String> labels = metadata.getLabels();
        return labels != null
                && broker.prefix().equals(labels.get(PodLabels.INSTALLATION))
                && !labels.containsKey(PodLabels.RETAINED)
                && PodLabels.agent(labels).filter(agent::equals).isPresent();
    }

    @PreDestroy
    void close() {
        watch.ifPresent(PodWatch::close);
    }
}
