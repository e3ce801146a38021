package io.remotingkafka.provisioner.connection.check;

import java.util.ArrayList;
import java.util.List;

/** All that the provisioner has to be allowed in a namespace to set Kafka up there. The chart's Role says the same. */
public final class Permissions {
    private Permissions() {}

    /** One for each verb and resource. */
    public static List<Subject.Permission> needed() {
        List<Subject.Permission> needed = new ArrayList<>();
        for (String resource : List.of("configmaps", "secrets", "services")) {
            add(needed, "", resource, "the cluster's objects", "get", "list", "create", "patch", "delete");
        }
        add(needed, "apps", "statefulsets", "the brokers", "get", "list", "watch", "create", "patch", "delete");
        add(
                needed,
                "networking.k8s.io",
                "networkpolicies",
                "who may reach the brokers",
                "get",
                "list",
                "create",
                "patch",
                "delete");
        add(
                needed,
                "policy",
                "poddisruptionbudgets",
                "draining one broker at a time",
                "get",
                "list",
                "create",
                "patch",
                "delete");
        add(needed, "", "persistentvolumeclaims", "deleting volumes when asked to", "list", "delete");
        add(needed, "", "pods", "seeing the brokers start", "list", "watch");
        add(needed, "", "pods/log", "the last lines of a broker that ended", "get");
        add(needed, "", "pods/portforward", "reaching brokers from outside", "create", "get");
        add(needed, "", "events", "what Kubernetes says meanwhile", "list", "watch");
        return needed;
    }

    private static void add(
            List<Subject.Permission> needed, String group, String resource, String purpose, String... verbs) {
        for (String verb : verbs) {
            needed.add(new Subject.Permission(verb, group, resource, purpose));
        }
    }
}
