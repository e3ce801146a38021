package io.remotingkafka.provisioner.manifest;

import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.cluster.Mode;
import java.util.HashMap;
import java.util.Map;

/** A broker's {@code server.properties}. */
final class ServerProperties {
    private ServerProperties() {}

    static String of(ClusterDesign design, int broker) {
        KafkaClusterSpec spec = design.spec();
        ObjectNames names = design.names();
        Map<String, Object> values = new HashMap<>();
        values.put("broker.id", broker);
        values.put("kafka.nodes", spec.profile().nodes());
        values.put("kafka.minInSync", spec.profile().minInSyncReplicas());
        values.put("kafka.voters", names.voters(spec.profile().nodes()));
        values.put("zookeeper", names.zookeeper());
        boolean kraft = spec.mode() == Mode.KRAFT;
        values.put(
                "kafka.authorizer",
                kraft
                        ? "org.apache.kafka.metadata.authorizer.StandardAuthorizer"
                        : "kafka.security.authorizer.AclAuthorizer");
        return Template.text(kraft ? "server-kraft.properties" : "server-zookeeper.properties", values)
                + "\n" + listeners(design, broker, kraft) + "\n"
                + Template.text("server-common.properties", values)
                + (spec.security() == ClientSecurity.SCRAM_TLS
                        ? "\n" + Template.text("server-scram.properties", values)
                        : "");
    }

    /** No listener is named after a protocol: the image would ask for key stores in variables if one were. */
    private static String listeners(ClusterDesign design, int broker, boolean kraft) {
        boolean external = design.spec().listeners().external().isPresent();
        String host = design.names().host(broker);
        String clients = design.spec().security() == ClientSecurity.SCRAM_TLS ? "SASL_SSL" : "PLAINTEXT";
        String advertised = external && !design.external().isEmpty()
                ? ",EXTERNAL://" + design.external().get(broker)
                : "";
        return "listeners=BROKERS://:9091,CLIENTS://:9092" + (kraft ? ",CONTROLLERS://:9093" : "")
                + (external ? ",EXTERNAL://:19092" : "")
                + "\nadvertised.listeners=BROKERS://" + host + ":9091,CLIENTS://" + host + ":9092" + advertised
                + "\nlistener.security.protocol.map=BROKERS:SSL,CONTROLLERS:SSL,CLIENTS:" + clients + ",EXTERNAL:"
                + clients + "\n";
    }
}
