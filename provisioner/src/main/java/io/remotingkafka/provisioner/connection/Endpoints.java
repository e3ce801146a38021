package io.remotingkafka.provisioner.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Resolves connections: what a user entered becomes an address, a CA and a login. */
@ApplicationScoped
public class Endpoints {
    private final Path serviceAccount;

    Endpoints(ConnectionsConfig config) {
        this.serviceAccount = config.serviceAccount();
    }

    /**
     * Resolves a connection.
     *
     * @throws InvalidConnectionException if it cannot be used as entered
     */
    public Endpoint resolve(Connection connection) {
        return switch (connection.credentials()) {
            case Credentials.BearerToken token -> {
                String header = required(token.token(), "token").strip();
                yield entered(connection, new Endpoint.Login.Token(() -> header));
            }
            case Credentials.ClientCertificate certificate ->
                entered(
                        connection,
                        new Endpoint.Login.Certificate(
                                pem(certificate.certificate(), "CERTIFICATE", "credentials.certificate"),
                                Confidential.of(
                                        pem(required(certificate.key(), "key"), "PRIVATE KEY", "credentials.key"))));
            case Credentials.UserPassword login ->
                entered(connection, new Endpoint.Login.Basic(login.user(), login.password()));
            case Credentials.Kubeconfig kubeconfig -> KubeconfigReader.read(kubeconfig, checkedCa(connection));
            case Credentials.InCluster ignored -> inCluster(connection);
        };
    }

    /** Whether the provisioner is a pod. */
    public boolean inCluster() {
        return Files.isReadable(serviceAccount.resolve("token"));
    }

    private static Endpoint entered(Connection connection, Endpoint.Login login) {
        URI server = connection
                .server()
                .orElseThrow(() -> new InvalidConnectionException(
                        "server: expected the API server's URL, such as https://203.0.113.7:6443;"
                                + " \"kubectl cluster-info\" prints it."));
        return new Endpoint(
                parse(server.toString()),
                checkedCa(connection).caCertificate(),
                connection.skipTlsVerification(),
                connection.namespace().orElse("default"),
                login);
    }

    private Endpoint inCluster(Connection connection) {
        if (!inCluster()) {
            throw new InvalidConnectionException("Credentials InCluster are those of the provisioner's own pod, and it"
                    + " does not run in one: there is no " + serviceAccount.resolve("token")
                    + ". Choose another kind of credentials.");
        }
        return new Endpoint(
                connection.server().orElse(URI.create("https://kubernetes.default.svc")),
                connection.caCertificate().or(() -> Optional.of(mounted("ca.crt"))),
                connection.skipTlsVerification(),
                connection.namespace().orElseGet(() -> mounted("namespace")),
                new Endpoint.Login.Token(() -> mounted("token")));
    }

    private String mounted(String file) {
        try {
            return Files.readString(serviceAccount.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The service account's " + file + " cannot be read", e);
        }
    }

    static URI parse(String text) {
        try {
            URI server = new URI(text);
            boolean web = "https".equals(server.getScheme()) || "http".equals(server.getScheme());
            if (!web || server.getHost() == null) {
                throw new InvalidConnectionException(
                        "server: expected a URL such as https://203.0.113.7:6443, not '" + text + "'.");
            }
            return server;
        } catch (URISyntaxException e) {
            throw new InvalidConnectionException(
                    "server: expected a URL such as https://203.0.113.7:6443, not '" + text + "'.", e);
        }
    }

    private static Connection checkedCa(Connection connection) {
        connection.caCertificate().ifPresent(text -> pem(text, "CERTIFICATE", "caCertificate"));
        return connection;
    }

    private static String required(Confidential value, String field) {
        if (value == null || value.isBlank()) {
            throw new InvalidConnectionException("credentials." + field + ": expected a value, it is empty.");
        }
        return value.reveal();
    }

    private static String pem(String text, String type, String field) {
        if (text == null || !text.contains("-----BEGIN ") || !text.contains(type + "-----")) {
            throw new InvalidConnectionException(
                    field + ": expected PEM, a text with a line \"-----BEGIN … " + type + "-----\".");
        }
        return text;
    }
}
