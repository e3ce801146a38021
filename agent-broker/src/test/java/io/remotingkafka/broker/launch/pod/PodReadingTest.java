package io.remotingkafka.broker.launch.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.remotingkafka.broker.launch.Instance;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statuses as a kubelet 1.34 wrote them. */
class PodReadingTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @Test
    void aPodThatNobodyHasLookedAtIsOnItsWay() {
        assertThat(read("phase: Pending")).isEqualTo(new Instance.Starting("being scheduled"));
    }

    @Test
    void isOnItsWayUntilAgentJarRuns() {
        assertThat(read("""
                phase: Running
                conditions: [ { type: PodScheduled, status: "True" } ]
                initContainerStatuses: [ { name: remoting-kafka, state: { running: {} } } ]
                containerStatuses: [ { name: jnlp, state: { waiting: { reason: PodInitializing } } } ]
                """)).isEqualTo(new Instance.Starting("containers are being created"));
        assertThat(read("""
                phase: Running
                containerStatuses:
                  - { name: db, state: { waiting: { reason: ContainerCreating } } }
                  - { name: jnlp, state: { running: {} } }
                """)).isEqualTo(new Instance.Running());
    }

    @Test
    void tellsHowLongTheSchedulerTook() {
        assertThat(PodReading.untilScheduled(pod("""
                conditions: [ { type: PodScheduled, status: "True", lastTransitionTime: "2026-11-26T10:00:07Z" } ]
                """))).contains(Duration.ofSeconds(7));
        assertThat(PodReading.untilScheduled(pod("""
                conditions: [ { type: PodScheduled, status: "False", lastTransitionTime: "2026-11-26T10:00:07Z" } ]
                """))).isEmpty();
        assertThat(PodReading.untilScheduled(pod("phase: Pending"))).isEmpty();
    }

    @Test
    void anUnschedulablePodWaitsForANodeAndSaysSo() {
        // When
        Instance instance = read("""
                phase: Pending
                conditions:
                  - type: PodScheduled
                    status: "False"
                    reason: Unschedulable
                    message: "0/1 nodes are available: 1 Insufficient cpu."
                """);

        // Then
        assertThat(instance).isInstanceOfSatisfying(Instance.Starting.class, starting -> {
            assertThat(starting.state()).isEqualTo("unschedulable: 0/1 nodes are available: 1 Insufficient cpu.");
            assertThat(starting.ifLate()).containsInstanceOf(ProvisioningFailure.Unschedulable.class);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ImagePullBackOff, image-unavailable",
        "ErrImageNeverPull, image-unavailable",
        "InvalidImageName, admission-denied",
        "CreateContainerConfigError, container-crashed",
        "CrashLoopBackOff, container-crashed"
    })
    void whatDoesNotPassByWaitingIsAFailure(String reason, String kind) {
        assertThat(failure("""
                phase: Pending
                containerStatuses: [ { name: jnlp, state: { waiting: { reason: %s, message: why } } } ]
                """.formatted(reason)))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
                .satisfies(failure -> assertThat(failure.message()).contains("jnlp", "why"));
    }

    @Test
    void aFirstFailedPullIsNotTheEnd() {
        assertThat(read("""
                phase: Pending
                containerStatuses: [ { name: jnlp, state: { waiting: { reason: ErrImagePull, message: EOF } } } ]
                """)).isEqualTo(new Instance.Starting("image of jnlp not pulled yet: EOF"));
    }

    @Test
    void aContainerThatEndsTakesTheAgentWithItThoughTheSidecarRunsOn() {
        assertThat(failure("""
                phase: Running
                initContainerStatuses: [ { name: remoting-kafka, state: { running: {} } } ]
                containerStatuses: [ { name: jnlp, state: { terminated: { exitCode: 137, reason: OOMKilled } } } ]
                """))
                .isEqualTo(new ProvisioningFailure.ContainerCrashed("container jnlp ended with code 137 (OOMKilled)"));
    }

    @Test
    void anEvictedPodIsLostAndSaysWhy() {
        assertThat(failure("""
                phase: Failed
                reason: Evicted
                message: "The node was low on resource: memory."
                containerStatuses: [ { name: jnlp, state: { terminated: { exitCode: 137, reason: Error } } } ]
                """))
                .isEqualTo(new ProvisioningFailure.AgentLost(
                        "its pod was evicted: The node was low on resource: memory."));
    }

    @Test
    void aNodeThatDoesNotTakeThePodIsNoCrash() {
        assertThat(failure("phase: Failed\nreason: OutOfcpu\nmessage: Node didn't have enough resource"))
                .isInstanceOf(ProvisioningFailure.AgentLost.class);
    }

    @Test
    void aPodThatIsBeingDeletedIsLost() {
        // Given
        Pod pod = pod("phase: Running\ncontainerStatuses: [ { name: jnlp, state: { running: {} } } ]");
        pod.getMetadata().setDeletionTimestamp("2026-11-26T05:00:00Z");

        // Then
        assertThat(PodReading.of(pod)).isInstanceOfSatisfying(Instance.Ended.class, ended -> assertThat(ended.failure())
                .isInstanceOf(ProvisioningFailure.AgentLost.class));
    }

    private static ProvisioningFailure failure(String status) {
        assertThat(read(status)).isInstanceOf(Instance.Ended.class);
        return ((Instance.Ended) read(status)).failure();
    }

    private static Instance read(String status) {
        return PodReading.of(pod(status));
    }

    private static Pod pod(String status) {
        return YAML.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: { name: a, creationTimestamp: \"2026-11-26T10:00:00Z\" }\nstatus:\n"
                        + status.indent(2),
                Pod.class);
    }
}
