package io.remotingkafka.broker.kubernetes;

import java.util.List;
import java.util.Optional;

/** Rights that the broker needs in a namespace. */
public record NeededRights(Cluster.Namespace where, List<Right> rights) {
    /** A part of the broker that needs some by its configuration, beside those for pools and their pods. */
    public interface Source {
        /** Those that it needs; empty where it has nothing to do in Kubernetes. */
        Optional<NeededRights> neededRights();
    }

    public NeededRights {
        rights = List.copyOf(rights);
    }
}
