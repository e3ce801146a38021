package io.remotingkafka.provisioner.connection;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections as Secrets in the provisioner's own namespace. */
final class SecretConnectionStore implements ConnectionStore {
    private static final String PREFIX = "remoting-kafka-connection-";
    private static final String KEY = "connection.json";
    private static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/managed-by", "remoting-kafka-provisioner", "remotingkafka.io/part", "connection");

    private final KubernetesClient client;

    /**
     * @param client of the namespace that Secrets go to; closed by its owner
     */
    SecretConnectionStore(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public List<ConnectionView> list() {
        return client.secrets().withLabels(LABELS).list().getItems().stream()
                .map(secret -> read(secret).view())
                .sorted(Comparator.comparing(view -> view.name().value()))
                .toList();
    }

    @Override
    public Optional<Connection> find(ConnectionName name) {
        return Optional.ofNullable(secret(name).get()).map(SecretConnectionStore::read);
    }

    @Override
    public void save(Connection connection) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(PREFIX + connection.name())
                .withLabels(LABELS)
                .endMetadata()
                .withType("remotingkafka.io/connection")
                .addToData(KEY, base64(ConnectionCodec.encode(connection)))
                .build();
        client.resource(secret).fieldManager("remoting-kafka-provisioner").serverSideApply();
    }

    @Override
    public boolean delete(ConnectionName name) {
        return !secret(name).delete().isEmpty();
    }

    private Resource<Secret> secret(ConnectionName name) {
        return client.secrets().withName(PREFIX + name);
    }

    private static Connection read(Secret secret) {
        String where = "Secret " + secret.getMetadata().getName();
        String data = secret.getData() == null ? null : secret.getData().get(KEY);
        if (data == null) {
            throw new InvalidConnectionException(where + " has no " + KEY + ": delete it and enter it anew.");
        }
        return ConnectionCodec.decode(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8), where);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
