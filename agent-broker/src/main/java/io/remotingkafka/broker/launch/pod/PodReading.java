package io.remotingkafka.broker.launch.pod;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.ProvisioningFailure.AdmissionDenied;
import io.remotingkafka.protocol.event.ProvisioningFailure.AgentLost;
import io.remotingkafka.protocol.event.ProvisioningFailure.ContainerCrashed;
import io.remotingkafka.protocol.event.ProvisioningFailure.ImageUnavailable;
import io.remotingkafka.protocol.event.ProvisioningFailure.Unschedulable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an agent's pod says of the agent. Pure. The words are the kubelet's and the scheduler's:
 * {@code pkg/kubelet/images/types.go}, {@code pkg/kubelet/kuberuntime} and {@code pkg/scheduler} of Kubernetes.
 */
final class PodReading {
    /** The kubelet has tried, and waits before it tries again; after its first failure there is a second chance. */
    private static final String BACK_OFF = "ImagePullBackOff";

    private static final Set<String> NO_IMAGE = Set.of(BACK_OFF, "ErrImageNeverPull", "RegistryUnavailable");
    private static final Set<String> NOT_MADE =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    private final Pod pod;
    private final Optional<PodStatus> status;

    private PodReading(Pod pod) {
        this.pod = pod;
        this.status = Optional.ofNullable(pod.getStatus());
    }

    static Instance of(Pod pod) {
        return new PodReading(pod).read();
    }

    /** How long the scheduler took, where it is done; in whole seconds, as Kubernetes counts. */
    static Optional<Duration> untilScheduled(Pod pod) {
        return new PodReading(pod)
                .condition("PodScheduled")
                .filter(scheduled -> "True".equals(scheduled.getStatus()))
                .map(scheduled -> Duration.between(
                        Instant.parse(pod.getMetadata().getCreationTimestamp()),
                        Instant.parse(scheduled.getLastTransitionTime())));
    }

    private Instance read() {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return new Instance.Ended(new AgentLost("its pod was deleted" + disruption()));
        }
        String phase = status.map(PodStatus::getPhase).orElse("Pending");
        if (phase.equals("Failed") || phase.equals("Succeeded")) {
            return new Instance.Ended(end(phase));
        }
        Optional<ContainerStatus> crashed = containers()
                .filter(container -> terminated(container).isPresent())
                .findFirst();
        if (crashed.isPresent()) {
            return new Instance.Ended(crash(crashed.get()));
        }
        Optional<ProvisioningFailure> hopeless = allContainers()
                .flatMap(container -> hopeless(container).stream())
                .findFirst();
        if (hopeless.isPresent()) {
            return new Instance.Ended(hopeless.get());
        }
        boolean running = containers()
                .filter(container -> AgentPod.AGENT.equals(container.getName()))
                .anyMatch(container ->
                        container.getState() != null && container.getState().getRunning() != null);
        return running ? new Instance.Running() : starting();
    }

    private Instance starting() {
        Optional<PodCondition> unscheduled = condition("PodScheduled").filter(no -> "False".equals(no.getStatus()));
        if (unscheduled.isPresent()) {
            String message = "unschedulable: " + unscheduled.get().getMessage();
            return new Instance.Starting(message, Optional.of(new Unschedulable(message)));
        }
        return new Instance.Starting(allContainers()
                .flatMap(container -> waiting(container).stream().map(waiting -> words(container, waiting)))
                .findFirst()
                .orElse(condition("PodScheduled").isPresent() ? "containers are being started" : "being scheduled"));
    }

    private static String words(ContainerStatus container, ContainerStateWaiting waiting) {
        String reason = String.valueOf(waiting.getReason());
        String text = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
        return switch (reason) {
            case "ContainerCreating", "PodInitializing" -> "containers are being created";
            case "ErrImagePull" -> "image of " + container.getName() + " not pulled yet" + text;
            default -> container.getName() + " waits, " + reason + text;
        };
    }

    private ProvisioningFailure end(String phase) {
        Optional<PodCondition> disruption = condition("DisruptionTarget");
        String reason = status.map(PodStatus::getReason).orElse("");
        String message = status.map(PodStatus::getMessage).orElse("");
        if (disruption.isPresent() || reason.equals("Evicted")) {
            return new AgentLost("its pod was evicted" + disruption() + text(message));
        }
        Optional<ContainerStatus> crashed = Stream.concat(containers(), initContainers())
                .filter(container -> terminated(container).isPresent())
                .findFirst();
        if (reason.isEmpty() && crashed.isPresent()) {
            return crash(crashed.get());
        }
        return new AgentLost("its pod has " + phase.toLowerCase(java.util.Locale.ROOT) + ": "
                + (reason.isEmpty() ? "no reason given" : reason) + text(message));
    }

    private static ProvisioningFailure crash(ContainerStatus container) {
        ContainerStateTerminated end = terminated(container).orElseThrow();
        return new ContainerCrashed("container " + container.getName() + " ended with code " + end.getExitCode() + " ("
                + end.getReason() + ")" + text(end.getMessage()));
    }

    /** What will not pass by waiting. */
    private static Optional<ProvisioningFailure> hopeless(ContainerStatus container) {
        return waiting(container).flatMap(waiting -> {
            String reason = String.valueOf(waiting.getReason());
            String text = "container " + container.getName() + ": " + reason + text(waiting.getMessage());
            if (reason.equals("InvalidImageName")) {
                return Optional.of(new AdmissionDenied(text));
            }
            if (NO_IMAGE.contains(reason)) {
                return Optional.of(new ImageUnavailable(text));
            }
            if (reason.equals("CrashLoopBackOff") || NOT_MADE.contains(reason)) {
                return Optional.of(new ContainerCrashed(text));
            }
            return Optional.empty();
        });
    }

    private String disruption() {
        return condition("DisruptionTarget")
                .map(target -> " (" + target.getReason() + text(target.getMessage()) + ")")
                .orElse("");
    }

    private static String text(String message) {
        return message == null || message.isBlank() ? "" : ": " + message.strip();
    }

    private Optional<PodCondition> condition(String type) {
        Predicate<PodCondition> wanted = condition -> type.equals(condition.getType());
        return status.stream()
                .flatMap(s -> s.getConditions().stream())
                .filter(wanted)
                .findFirst();
    }

    private Stream<ContainerStatus> containers() {
        return status.stream().flatMap(s -> s.getContainerStatuses().stream());
    }

    private Stream<ContainerStatus> initContainers() {
        return status.stream().flatMap(s -> s.getInitContainerStatuses().stream());
    }

    private Stream<ContainerStatus> allContainers() {
        return Stream.concat(initContainers(), containers());
    }

    private static Optional<ContainerStateWaiting> waiting(ContainerStatus container) {
        return Optional.ofNullable(container.getState()).map(ContainerState::getWaiting);
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerStatus container) {
        return Optional.ofNullable(container.getState()).map(ContainerState::getTerminated);
    }
}
