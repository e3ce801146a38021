package io.remotingkafka.provisioner.console.connections;

import io.remotingkafka.provisioner.connection.Confidential;
import io.remotingkafka.provisioner.connection.Connection;
import io.remotingkafka.provisioner.connection.ConnectionName;
import io.remotingkafka.provisioner.connection.ConnectionView;
import io.remotingkafka.provisioner.connection.Credentials;
import io.remotingkafka.provisioner.console.Form;
import io.remotingkafka.provisioner.console.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The connection form's fields as the page shows them. Secrets have no place in it: they go from a request into a
 * {@link Connection} and never back into a page.
 *
 * @param stored whether a connection of that name is kept; its secrets then stay unless new ones are entered
 * @param hasCaCertificate whether the kept connection has a CA certificate
 */
public record ConnectionForm(
        boolean stored,
        String name,
        String server,
        String caCertificate,
        boolean hasCaCertificate,
        boolean skipTlsVerification,
        String namespace,
        String kind,
        String certificate,
        String user,
        String context) {
    private static final String CERTIFICATE_MARK = "-----BEGIN CERTIFICATE-----";

    /** What became of a form. */
    sealed interface Outcome {
        /** A connection. */
        record Filled(Connection connection) implements Outcome {}

        /** What has to be mended first. */
        record Refused(List<Problem> problems) implements Outcome {}
    }

    static ConnectionForm blank() {
        return new ConnectionForm(false, "", "", "", false, false, "", CredentialKind.BEARER_TOKEN.value(), "", "", "");
    }

    static ConnectionForm of(ConnectionView view) {
        return new ConnectionForm(
                true,
                view.name().value(),
                view.server().map(URI::toString).orElse(""),
                "",
                view.hasCaCertificate(),
                view.skipTlsVerification(),
                view.namespace().orElse(""),
                view.credentials(),
                "",
                "",
                "");
    }

    /** What was sent, without its secrets. */
    static ConnectionForm of(Form form, Optional<Connection> kept) {
        return new ConnectionForm(
                kept.isPresent(),
                form.text("name"),
                form.text("server"),
                form.text("caCertificate"),
                kept.flatMap(Connection::caCertificate).isPresent(),
                form.ticked("skipTlsVerification"),
                form.text("namespace"),
                form.text("kind"),
                form.text("certificate"),
                form.text("user"),
                form.text("context"));
    }

    /**
     * The connection that a form describes.
     *
     * @param kept the connection that is changed, if one is: what is left blank of its secrets stays
     */
    static Outcome read(Form form, Optional<Connection> kept) {
        List<Problem> problems = new ArrayList<>();
        Optional<ConnectionName> name = checked("name", form.text("name"), ConnectionName::new, problems);
        Optional<CredentialKind> kind = CredentialKind.of(form.text("kind"));
        if (kind.isEmpty()) {
            problems.add(new Problem("kind", "Choose a kind of credentials."));
        }
        Optional<URI> server =
                form.filled("server").flatMap(text -> checked("server", text, ConnectionForm::serverUrl, problems));
        boolean serverKnownOtherwise = kind.filter(
                        of -> of == CredentialKind.KUBECONFIG || of == CredentialKind.IN_CLUSTER)
                .isPresent();
        if (form.filled("server").isEmpty() && !serverKnownOtherwise) {
            problems.add(new Problem("server", "Enter the API server's URL, such as https://203.0.113.7:6443."));
        }
        Optional<String> caCertificate = form.filled("caCertificate");
        if (caCertificate.filter(pem -> !pem.contains(CERTIFICATE_MARK)).isPresent()) {
            problems.add(new Problem(
                    "caCertificate", "Expected a certificate in PEM, which begins with " + CERTIFICATE_MARK + "."));
        }
        Optional<Connection> sameServer = kept.filter(had -> sameServer(had, form));
        Optional<Credentials> credentials = kind.flatMap(of -> credentials(of, form, sameServer, problems));
        if (!problems.isEmpty()) {
            return new Outcome.Refused(List.copyOf(problems));
        }
        return new Outcome.Filled(new Connection(
                name.orElseThrow(),
                server,
                form.ticked("removeCaCertificate")
                        ? caCertificate
                        : caCertificate.or(() -> kept.flatMap(Connection::caCertificate)),
                form.ticked("skipTlsVerification"),
                form.filled("namespace"),
                credentials.orElseThrow()));
    }

    /**
     * Whether what is kept goes to the server that it was entered for. Otherwise whoever changes a connection could have
     * its secrets sent to a server of his own, and so read them.
     */
    private static boolean sameServer(Connection had, Form form) {
        return had.server().map(URI::toString).equals(form.filled("server"))
                && form.filled("caCertificate").isEmpty()
                && !form.ticked("removeCaCertificate")
                && (had.skipTlsVerification() || !form.ticked("skipTlsVerification"));
    }

    private static Optional<Credentials> credentials(
            CredentialKind kind, Form form, Optional<Connection> kept, List<Problem> problems) {
        Optional<Credentials> before =
                kept.map(Connection::credentials).filter(had -> had.kind().equals(kind.value()));
        Optional<Credentials> entered = entered(kind, form, before);
        if (entered.isEmpty()) {
            problems.add(missing(kind));
        }
        return entered;
    }

    /** Empty where something is missing. */
    private static Optional<Credentials> entered(CredentialKind kind, Form form, Optional<Credentials> before) {
        return switch (kind) {
            case BEARER_TOKEN ->
                form.secret("token")
                        .map(token -> Confidential.of(token.reveal().strip()))
                        .map(token -> (Credentials) new Credentials.BearerToken(token))
                        .or(() -> before);
            case CLIENT_CERTIFICATE -> clientCertificate(form, before);
            case USER_PASSWORD -> userPassword(form, before);
            case KUBECONFIG -> kubeconfig(form, before);
            case IN_CLUSTER -> Optional.of(new Credentials.InCluster());
        };
    }

    private static Optional<Credentials> clientCertificate(Form form, Optional<Credentials> before) {
        Optional<Credentials.ClientCertificate> had = of(Credentials.ClientCertificate.class, before);
        return form.filled("certificate")
                .or(() -> had.map(Credentials.ClientCertificate::certificate))
                .flatMap(certificate -> form.secret("key")
                        .or(() -> had.map(Credentials.ClientCertificate::key))
                        .map(key -> new Credentials.ClientCertificate(certificate, key)));
    }

    private static Optional<Credentials> userPassword(Form form, Optional<Credentials> before) {
        Optional<Credentials.UserPassword> had = of(Credentials.UserPassword.class, before);
        return form.filled("user")
                .or(() -> had.map(Credentials.UserPassword::user))
                .flatMap(user -> form.secret("password")
                        .or(() -> had.map(Credentials.UserPassword::password))
                        .map(password -> new Credentials.UserPassword(user, password)));
    }

    private static Optional<Credentials> kubeconfig(Form form, Optional<Credentials> before) {
        Optional<Credentials.Kubeconfig> had = of(Credentials.Kubeconfig.class, before);
        return form.secret("kubeconfig")
                .or(() -> had.map(Credentials.Kubeconfig::text))
                .map(text -> new Credentials.Kubeconfig(
                        text, form.filled("context").or(() -> had.flatMap(Credentials.Kubeconfig::context))));
    }

    private static Problem missing(CredentialKind kind) {
        return switch (kind) {
            case BEARER_TOKEN -> new Problem("token", "Enter the token, as 'kubectl create token' prints it.");
            case CLIENT_CERTIFICATE -> new Problem("certificate", "Enter both the certificate and its key, in PEM.");
            case USER_PASSWORD -> new Problem("user", "Enter both the user and the password.");
            case KUBECONFIG -> new Problem("kubeconfig", "Enter the content of the kubeconfig file.");
            case IN_CLUSTER -> throw new IllegalStateException("A service account has no fields to fill in");
        };
    }

    private static URI serverUrl(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(notServerUrl(text), e);
        }
        throw new IllegalArgumentException(notServerUrl(text));
    }

    private static String notServerUrl(String text) {
        return "Expected a URL such as https://203.0.113.7:6443, not '" + text + "'.";
    }

    private static <T> Optional<T> checked(
            String field, String text, Function<String, T> read, List<Problem> problems) {
        try {
            return Optional.of(read.apply(text));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(field, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static <T> Optional<T> of(Class<T> type, Optional<Credentials> credentials) {
        return credentials.filter(type::isInstance).map(type::cast);
    }
}
