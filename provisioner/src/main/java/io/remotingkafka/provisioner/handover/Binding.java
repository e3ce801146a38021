package io.remotingkafka.provisioner.handover;

import io.fabric8.kubernetes.api.model.Secret;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import io.remotingkafka.provisioner.proof.ScramLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Secret that clients mount. Its shape is that of the Service Binding Specification for Kubernetes ({@code type},
 * {@code provider}, and keys for what a client needs), with each of Kafka's own settings under Kafka's own name.
 */
public final class Binding {
    private static final String PASSWORD = "password";

    private Binding() {}

    /** What it holds. */
    public static Map<String, String> data(
            String bootstrapServers, ClientSecurity security, String trust, Optional<ScramLogin> login) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("type", "kafka");
        data.put("provider", "remoting-kafka");
        data.put("bootstrap-servers", bootstrapServers);
        data.put("bootstrap.servers", bootstrapServers);
        switch (security) {
            case SCRAM_TLS -> {
                data.put("security.protocol", "SASL_SSL");
                data.put("ca.crt", trust);
                data.put("ssl.truststore.type", "PEM");
                data.put("ssl.truststore.certificates", trust);
                login.ifPresent(given -> {
                    data.put("user", given.user());
                    data.put(PASSWORD, given.password());
                    data.putAll(given.settings());
                });
            }
            case PLAINTEXT -> data.put("security.protocol", "PLAINTEXT");
        }
        return data;
    }

    /** What it holds for a Kafka that others made. */
    public static Map<String, String> external(String bootstrapServers, Map<String, String> settings) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("type", "kafka");
        data.put("provider", "remoting-kafka");
        data.put("bootstrap-servers", bootstrapServers);
        data.put("bootstrap.servers", bootstrapServers);
        data.putAll(settings);
        Optional.ofNullable(settings.get("ssl.truststore.certificates")).ifPresent(trust -> data.put("ca.crt", trust));
        return data;
    }

    /** The password in it. */
    public static Optional<String> password(Secret secret) {
        return Optional.ofNullable(secret.getData())
                .map(data -> data.get(PASSWORD))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    }
}
