package io.remotingkafka.provisioner.proof;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.manifest.ObjectNames;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clients' listener, brought here through the API server's port-forward. */
final class ForwardedClients implements AutoCloseable {
    private final ForwardedKafka kafka;

    private ForwardedClients(ForwardedKafka kafka) {
        this.kafka = kafka;
    }

    static ForwardedClients open(KubernetesClient client, List<Broker> brokers, ClientSecurity security, String trust)
            throws IOException {
        Optional<Tls> tls = security == ClientSecurity.SCRAM_TLS ? Optional.of(Tls.trusting(trust)) : Optional.empty();
        return new ForwardedClients(ForwardedKafka.open(client, brokers, ObjectNames.CLIENTS_PORT, tls));
    }

    /** As a user or, where there are none, as nobody. */
    Map<String, Object> settings(Optional<ScramLogin> login) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrap());
        settings.put("security.protocol", login.isPresent() ? "SASL_PLAINTEXT" : "PLAINTEXT");
        login.ifPresent(given -> settings.putAll(given.settings()));
        return settings;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
