package io.remotingkafka.provisioner.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Which Kubernetes object, within the connection's namespace. */
public record ObjectRef(String kind, String name) implements Comparable<ObjectRef> {
    /** That of an object at hand. */
    public static ObjectRef of(HasMetadata object) {
        return new ObjectRef(object.getKind(), object.getMetadata().getName());
    }

    @Override
    public int compareTo(ObjectRef other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
