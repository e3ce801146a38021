package io.remotingkafka.provisioner.proof;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.remotingkafka.provisioner.cluster.KafkaClusterSpec;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import io.remotingkafka.provisioner.pki.Pki;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A way from here to a cluster's listeners within Kubernetes: settings that Kafka's clients take. */
public interface KafkaRoute extends AutoCloseable {
    /** For the brokers' own listener, where we are a super user by our certificate. */
    Map<String, Object> admin();

    /** For the clients' listener, as a user or, where there are none, as nobody. */
    Map<String, Object> client(Optional<ScramLogin> login);

    @Override
    void close();

    /** Straight to the names that Kubernetes gives: for a provisioner that is a pod itself. */
    static KafkaRoute direct(ObjectNames names, KafkaClusterSpec spec, Pki pki) {
        return new KafkaRoute() {
            @Override
            public Map<String, Object> admin() {
                Map<String, Object> settings = ClientSettings.mutualTls(pki);
                List<String> hosts = IntStream.range(0, spec.profile().nodes())
                        .mapToObj(broker -> names.host(broker) + ":" + ObjectNames.BROKERS_PORT)
                        .toList();
                settings.put("bootstrap.servers", String.join(",", hosts));
                return settings;
            }

            @Override
            public Map<String, Object> client(Optional<ScramLogin> login) {
                return ClientSettings.client(names.bootstrap(), spec.security(), pki.trust(), login);
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    /** Through the API server's port-forward: for a provisioner anywhere. TLS is ours, up to the broker. */
    static KafkaRoute forwarded(KubernetesClient client, ObjectNames names, KafkaClusterSpec spec, Pki pki)
            throws IOException {
        List<Broker> own = Broker.own(names, spec.profile().nodes());
        ForwardedKafka brokers =
                ForwardedKafka.open(client, own, ObjectNames.BROKERS_PORT, Optional.of(Tls.mutual(pki)));
        ForwardedClients clients;
        try {
            clients = ForwardedClients.open(client, own, spec.security(), pki.trust());
        } catch (IOException | RuntimeException e) {
            brokers.close();
            throw e;
        }
        return new KafkaRoute() {
            @Override
            public Map<String, Object> admin() {
                return new HashMap<>(
                        Map.of("bootstrap.servers", brokers.bootstrap(), "security.protocol", "PLAINTEXT"));
            }

            @Override
            public Map<String, Object> client(Optional<ScramLogin> login) {
                return clients.settings(login);
            }

            @Override
            public void close() {
                brokers.close();
                clients.close();
            }
        };
    }
}
