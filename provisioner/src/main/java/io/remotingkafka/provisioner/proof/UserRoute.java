package io.remotingkafka.provisioner.proof;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.remotingkafka.provisioner.cluster.ClientSecurity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** To a Kafka whose brokers are not ours: what there is to be done is done as agent-broker's user. */
public final class UserRoute implements KafkaRoute {
    private final Function<Optional<ScramLogin>, Map<String, Object>> settings;
    private final Optional<ScramLogin> user;
    private final Runnable close;

    private UserRoute(
            Function<Optional<ScramLogin>, Map<String, Object>> settings, Optional<ScramLogin> user, Runnable close) {
        this.settings = settings;
        this.user = user;
        this.close = close;
    }

    /** Straight to the names that Kubernetes gives: for a provisioner that is a pod itself. */
    public static UserRoute direct(String bootstrap, ClientSecurity security, String trust, Optional<ScramLogin> user) {
        return new UserRoute(login -> ClientSettings.client(bootstrap, security, trust, login), user, () -> {});
    }

    /** Through the API server's port-forward: for a provisioner anywhere. */
    public static UserRoute forwarded(
            KubernetesClient client,
            List<Broker> brokers,
            ClientSecurity security,
            String trust,
            Optional<ScramLogin> user)
            throws IOException {
        ForwardedClients clients = ForwardedClients.open(client, brokers, security, trust);
        return new UserRoute(clients::settings, user, clients::close);
    }

    @Override
    public Map<String, Object> admin() {
        return client(user);
    }

    @Override
    public Map<String, Object> client(Optional<ScramLogin> login) {
        return settings.apply(login);
    }

    @Override
    public void close() {
        close.run();
    }
}
