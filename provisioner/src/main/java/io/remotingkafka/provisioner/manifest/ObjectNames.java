package io.remotingkafka.provisioner.manifest;

import io.remotingkafka.provisioner.cluster.ClusterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a cluster's objects are called: {@code demo-kafka}, {@code demo-zookeeper} and so on, and for the cluster named
 * {@code kafka} without the prefix: {@code kafka}, {@code kafka-headless}, {@code zookeeper}.
 */
public record ObjectNames(ClusterName cluster, String namespace) {
    /** The field manager, and the value of the label that says whose an object is. */
    public static final String MANAGER = "remoting-kafka-provisioner";

    /** The label that says whose an object is. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The label that says of which cluster an object is. */
    public static final String CLUSTER = "remotingkafka.io/cluster";

    /** The port at which brokers talk among themselves, and we to them. */
    public static final int BROKERS_PORT = 9091;

    /** The port of clients within Kubernetes. */
    public static final int CLIENTS_PORT = 9092;

    /** The port of clients from outside, before it is translated. */
    public static final int EXTERNAL_PORT = 19092;

    private static final int CONTROLLERS_PORT = 9093;

    /** The stateful set of brokers, and their service. */
    public String kafka() {
        return prefix() + "kafka";
    }

    /** The same of ZooKeeper. */
    public String zookeeper() {
        return prefix() + "zookeeper";
    }

    /** The config map that says what was asked for. */
    public String record() {
        return kafka() + "-cluster";
    }

    /** The Secret of the authority. */
    public String authority() {
        return kafka() + "-ca";
    }

    /** The Secret that brokers mount. */
    public String brokerCertificates() {
        return kafka() + "-tls";
    }

    /** The Secret that clients mount. */
    public String binding() {
        return kafka() + "-binding";
    }

    /** The nodes, where the Strimzi operator keeps them. */
    public String nodePool() {
        return kafka() + "-nodes";
    }

    /** agent-broker's user, where the Strimzi operator makes it; a Secret of the same name has its password. */
    public String user() {
        return kafka() + "-agent-broker";
    }

    /** The service that leads to one broker from outside. */
    public String external(int broker) {
        return prefix().isEmpty() ? "kafka-" + broker + "-external" : prefix() + broker + "-external";
    }

    /** A broker's pod. */
    public String pod(int broker) {
        return kafka() + "-" + broker;
    }

    /** A broker's name within Kubernetes, whatever its DNS domain is. */
    public String host(int broker) {
        return pod(broker) + "." + kafka() + "-headless." + namespace + ".svc";
    }

    /** Where clients within Kubernetes begin. */
    public String bootstrap() {
        return kafka() + "." + namespace + ".svc:" + CLIENTS_PORT;
    }

    /** The quorum's voters, as Kafka writes them. */
    String voters(int nodes) {
        List<String> voters = new ArrayList<>();
        for (int broker = 0; broker < nodes; broker++) {
            voters.add(broker + "@" + host(broker) + ":" + CONTROLLERS_PORT);
        }
        return String.join(",", voters);
    }

    /** All names that a broker's certificate has to bear; clients from outside come by the addresses. */
    public List<String> certificateNames(int nodes, List<String> addresses) {
        List<String> names = new ArrayList<>(List.of(
                kafka(),
                kafka() + "." + namespace,
                kafka() + "." + namespace + ".svc",
                kafka() + "." + namespace + ".svc.cluster.local"));
        for (int broker = 0; broker < nodes; broker++) {
            names.add(host(broker));
            names.add(host(broker) + ".cluster.local");
        }
        addresses.stream()
                .distinct()
                .filter(address -> !names.contains(address))
                .forEach(names::add);
        return names;
    }

    /** The labels of all objects of the cluster, by which they are found. */
    public Map<String, String> labels() {
        return Map.of(MANAGED_BY, MANAGER, CLUSTER, cluster.value());
    }

    /** The labels that select the pods of one part. */
    Map<String, String> selector(String part) {
        return Map.of("app.kubernetes.io/name", part, CLUSTER, cluster.value());
    }

    private String prefix() {
        return "kafka".equals(cluster.value()) ? "" : cluster + "-";
    }
}
