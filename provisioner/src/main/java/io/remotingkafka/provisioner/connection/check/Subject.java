package io.remotingkafka.provisioner.connection.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a check looks at. */
@RegisterForReflection(
        targets = {
            Subject.ServerReached.class,
            Subject.TlsTrusted.class,
            Subject.ServerVersion.class,
            Subject.Identity.class,
            Subject.TargetNamespace.class,
            Subject.Permission.class,
            Subject.DefaultStorageClass.class,
            Subject.Quota.class,
            Subject.PodSecurity.class
        })
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Subject.ServerReached.class, name = "ServerReached"),
    @JsonSubTypes.Type(value = Subject.TlsTrusted.class, name = "TlsTrusted"),
    @JsonSubTypes.Type(value = Subject.ServerVersion.class, name = "ServerVersion"),
    @JsonSubTypes.Type(value = Subject.Identity.class, name = "Identity"),
    @JsonSubTypes.Type(value = Subject.TargetNamespace.class, name = "TargetNamespace"),
    @JsonSubTypes.Type(value = Subject.Permission.class, name = "Permission"),
    @JsonSubTypes.Type(value = Subject.DefaultStorageClass.class, name = "DefaultStorageClass"),
    @JsonSubTypes.Type(value = Subject.Quota.class, name = "Quota"),
    @JsonSubTypes.Type(value = Subject.PodSecurity.class, name = "PodSecurity")
})
public sealed interface Subject {
    /** A heading for people. */
    String title();

    /** Something answers at the server's address. */
    record ServerReached() implements Subject {
        @Override
        public String title() {
            return "Server reached";
        }
    }

    /** Its certificate is signed by the CA given and is for its name. */
    record TlsTrusted() implements Subject {
        @Override
        public String title() {
            return "Certificate trusted";
        }
    }

    /** Which Kubernetes it is. */
    record ServerVersion() implements Subject {
        @Override
        public String title() {
            return "Kubernetes version";
        }
    }

    /** Who the server takes us for. */
    record Identity() implements Subject {
        @Override
        public String title() {
            return "Identity";
        }
    }

    /** The namespace that Kafka goes to. */
    record TargetNamespace() implements Subject {
        @Override
        public String title() {
            return "Namespace";
        }
    }

    /**
     * One thing that we have to be allowed.
     *
     * @param group the API group, empty for the core group
     * @param resource the resource, with {@code /subresource} where it is one
     * @param purpose what it is needed for
     */
    record Permission(String verb, String group, String resource, String purpose) implements Subject {
        @Override
        public String title() {
            return "May " + verb + " " + resource + (group.isEmpty() ? "" : "." + group);
        }
    }

    /** Volumes can be had without naming a class. */
    record DefaultStorageClass() implements Subject {
        @Override
        public String title() {
            return "Storage class";
        }
    }

    /** The namespace's quota leaves room. */
    record Quota() implements Subject {
        @Override
        public String title() {
            return "Quota";
        }
    }

    /** What the namespace demands of pods. */
    record PodSecurity() implements Subject {
        @Override
        public String title() {
            return "Pod Security";
        }
    }
}
