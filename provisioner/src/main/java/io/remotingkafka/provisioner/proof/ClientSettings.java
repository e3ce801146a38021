package io.remotingkafka.provisioner.proof;

import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.pki.Pki;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of Kafka's clients. */
public final class ClientSettings {
    private ClientSettings() {}

    /** For a listener of clients. */
    public static Map<String, Object> client(
            String bootstrapServers, ClientSecurity security, String trust, Optional<ScramLogin> login) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        switch (security) {
            case SCRAM_TLS -> {
                settings.put("security.protocol", "SASL_SSL");
                settings.put("ssl.truststore.type", "PEM");
                settings.put("ssl.truststore.certificates", trust);
                login.ifPresent(given -> settings.putAll(given.settings()));
            }
            case PLAINTEXT -> settings.put("security.protocol", "PLAINTEXT");
        }
        return settings;
    }

    static Map<String, Object> mutualTls(Pki pki) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("security.protocol", "SSL");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", pki.trust());
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.certificate.chain", pki.admin().certificate());
        settings.put("ssl.keystore.key", pki.admin().key());
        return settings;
    }
}
