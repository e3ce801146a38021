package io.remotingkafka.provisioner.apply;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.remotingkafka.provisioner.plan.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Kubernetes says about pods that are not ready yet, and whether it is a failure. Pure. */
final class Diagnosis {
    private static final Set<String> PULL_FAILURES =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");

    /** What looks like a failure comes first. */
    static final Comparator<Finding> FAILURES_FIRST =
            Comparator.comparing(finding -> finding.failure().isEmpty());

    private Diagnosis() {}

    /**
     * One thing that Kubernetes says.
     *
     * @param failure what it will be if it lasts; empty where it is only news
     */
    record Finding(ObjectRef object, String says, Optional<Failure> failure) {}

    /** Whether all pods of a stateful set are as wanted. */
    static boolean ready(StatefulSet set) {
        if (set.getStatus() == null || set.getStatus().getObservedGeneration() == null) {
            return false;
        }
        int replicas = set.getSpec().getReplicas();
        return set.getStatus().getObservedGeneration() >= set.getMetadata().getGeneration()
                && number(set.getStatus().getReadyReplicas()) == replicas
                && number(set.getStatus().getUpdatedReplicas()) == replicas
                && number(set.getStatus().getReplicas()) == replicas;
    }

    /** All that is said, what looks like a failure first. */
    static List<Finding> of(Collection<StatefulSet> sets, Collection<Pod> pods, Collection<Event> events) {
        List<Finding> findings = new ArrayList<>();
        events.forEach(event -> ofEvent(event, sets, pods).ifPresent(findings::add));
        pods.forEach(pod -> ofPod(pod).ifPresent(findings::add));
        findings.sort(FAILURES_FIRST);
        return findings;
    }

    /** What an operator says about a resource that it has to do something about. */
    static Optional<Finding> ofOperator(ObjectRef resource, OperatorStatus status) {
        return switch (status) {
            case OperatorStatus.Ready ignored -> Optional.empty();
            case OperatorStatus.Working working -> Optional.of(new Finding(resource, working.says(), Optional.empty()));
            case OperatorStatus.Refused refused ->
                Optional.of(new Finding(
                        resource,
                        refused.says(),
                        Optional.of(
                                new Failure.OperatorRefused(resource.toString(), refused.reason(), refused.says()))));
            case OperatorStatus.Unseen ignored ->
                Optional.of(new Finding(
                        resource,
                        "the Strimzi operator has not looked at it: does it run, and watch this namespace?",
                        Optional.empty()));
        };
    }

    private static Optional<Finding> ofEvent(Event event, Collection<StatefulSet> sets, Collection<Pod> pods) {
        ObjectRef object = new ObjectRef(
                event.getInvolvedObject().getKind(), event.getInvolvedObject().getName());
        String says = Optional.ofNullable(event.getMessage()).orElse("");
        return switch (Optional.ofNullable(event.getReason()).orElse("")) {
            case "FailedCreate" -> {
                int wanted = sets.stream()
                        .mapToInt(set -> set.getSpec().getReplicas())
                        .sum();
                yield pods.size() >= wanted
                        ? Optional.empty()
                        : Optional.of(new Finding(object, says, Optional.of(ApiFailures.forbidden(says))));
            }
            case "ProvisioningFailed", "FailedBinding" ->
                pods.stream().allMatch(Diagnosis::scheduled)
                        ? Optional.empty()
                        : Optional.of(
                                new Finding(object, says, Optional.of(new Failure.NoVolume(object.name(), says))));
            case "Pulling", "Pulled", "Scheduled", "Created", "Started", "Unhealthy", "FailedMount", "Killing" ->
                Optional.of(new Finding(object, says, Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static boolean scheduled(Pod pod) {
        return pod.getSpec().getNodeName() != null;
    }

    private static Optional<Finding> ofPod(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        ObjectRef object = ObjectRef.of(pod);
        for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
            ContainerStateWaiting waiting = status.getState().getWaiting();
            String reason = waiting == null ? null : waiting.getReason();
            if (reason != null && PULL_FAILURES.contains(reason)) {
                String says = Optional.ofNullable(waiting.getMessage()).orElse(reason);
                return Optional.of(new Finding(
                        object, says, Optional.of(new Failure.ImageNotPulled(object.name(), status.getImage(), says))));
            }
            ContainerStateTerminated last =
                    status.getLastState() == null ? null : status.getLastState().getTerminated();
            if (last != null && !Boolean.TRUE.equals(status.getReady())) {
                String says = "container " + status.getName() + " ended with code " + last.getExitCode()
                        + (last.getReason() == null ? "" : " (" + last.getReason() + ")") + ", "
                        + status.getRestartCount() + " restarts";
                // A first restart may be bad luck; from the second on there is a pattern.
                return Optional.of(new Finding(
                        object,
                        says,
                        status.getRestartCount() > 1
                                ? Optional.of(new Failure.Crashing(object.name(), says))
                                : Optional.empty()));
            }
        }
        return unschedulable(pod)
                .map(condition -> new Finding(
                        object,
                        condition.getMessage(),
                        Optional.of(new Failure.Unschedulable(object.name(), condition.getMessage()))));
    }

    private static Optional<PodCondition> unschedulable(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && "Unschedulable".equals(condition.getReason()))
                .findFirst();
    }

    private static int number(Integer value) {
        return value == null ? 0 : value;
    }
}
