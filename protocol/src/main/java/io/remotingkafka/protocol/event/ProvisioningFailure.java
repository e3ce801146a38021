package io.remotingkafka.protocol.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Why an agent did not come, or went too early. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(
            value = ProvisioningFailure.ImageUnavailable.class,
            name = ProvisioningFailure.ImageUnavailable.KIND),
    @JsonSubTypes.Type(value = ProvisioningFailure.Unschedulable.class, name = ProvisioningFailure.Unschedulable.KIND),
    @JsonSubTypes.Type(value = ProvisioningFailure.QuotaExceeded.class, name = ProvisioningFailure.QuotaExceeded.KIND),
    @JsonSubTypes.Type(
            value = ProvisioningFailure.AdmissionDenied.class,
            name = ProvisioningFailure.AdmissionDenied.KIND),
    @JsonSubTypes.Type(
            value = ProvisioningFailure.ContainerCrashed.class,
            name = ProvisioningFailure.ContainerCrashed.KIND),
    @JsonSubTypes.Type(value = ProvisioningFailure.StartTimedOut.class, name = ProvisioningFailure.StartTimedOut.KIND),
    @JsonSubTypes.Type(value = ProvisioningFailure.NodeRefused.class, name = ProvisioningFailure.NodeRefused.KIND),
    @JsonSubTypes.Type(
            value = ProvisioningFailure.ControllerUnavailable.class,
            name = ProvisioningFailure.ControllerUnavailable.KIND),
    @JsonSubTypes.Type(
            value = ProvisioningFailure.PlatformUnavailable.class,
            name = ProvisioningFailure.PlatformUnavailable.KIND),
    @JsonSubTypes.Type(value = ProvisioningFailure.AgentLost.class, name = ProvisioningFailure.AgentLost.KIND)
})
public sealed interface ProvisioningFailure {
    /** What is to be done about it. */
    enum Remedy {
        /** It may pass: tried again, later and later. */
        RETRYABLE,
        /** It comes again until the pool is changed: not tried again for this item. */
        PERMANENT,
        /** Somebody has to mend something outside: tried again rarely. */
        USER
    }

    /** The kind's name in events and metrics. */
    String kind();

    /** What was attempted and what came back, with the last lines of the log where there is one. */
    String message();

    /** What is to be done about it. */
    Remedy remedy();

    /** The image cannot be pulled: it is not there yet, no access, no registry. That is mended outside the pool. */
    record ImageUnavailable(String message) implements ProvisioningFailure {
        static final String KIND = "image-unavailable";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.USER;
        }
    }

    /** No node of the cluster has room for the pod, or fits it. */
    record Unschedulable(String message) implements ProvisioningFailure {
        static final String KIND = "unschedulable";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.USER;
        }
    }

    /** The namespace's quota is used up. */
    record QuotaExceeded(String message) implements ProvisioningFailure {
        static final String KIND = "quota-exceeded";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.RETRYABLE;
        }
    }

    /** The API server, or a webhook of it, does not take the pod. */
    record AdmissionDenied(String message) implements ProvisioningFailure {
        static final String KIND = "admission-denied";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.PERMANENT;
        }
    }

    /** The agent's container or process ended before it was connected. */
    record ContainerCrashed(String message) implements ProvisioningFailure {
        static final String KIND = "container-crashed";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.RETRYABLE;
        }
    }

    /** It was not connected within the pool's {@code startTimeout}. */
    record StartTimedOut(String message) implements ProvisioningFailure {
        static final String KIND = "start-timed-out";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.RETRYABLE;
        }
    }

    /** The controller does not take the node: rights, or its name is another's. */
    record NodeRefused(String message) implements ProvisioningFailure {
        static final String KIND = "node-refused";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.USER;
        }
    }

    /** The controller does not answer, or answers that it is starting. */
    record ControllerUnavailable(String message) implements ProvisioningFailure {
        static final String KIND = "controller-unavailable";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.RETRYABLE;
        }
    }

    /** What runs agents does not answer: the Kubernetes API, the machine. */
    record PlatformUnavailable(String message) implements ProvisioningFailure {
        static final String KIND = "platform-unavailable";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.RETRYABLE;
        }
    }

    /** It was there, and is gone: deleted, evicted, killed. */
    record AgentLost(String message) implements ProvisioningFailure {
        static final String KIND = "agent-lost";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Remedy remedy() {
            return Remedy.RETRYABLE;
        }
    }
}
