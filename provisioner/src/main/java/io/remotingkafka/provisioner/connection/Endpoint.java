package io.remotingkafka.provisioner.connection;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An API server and who we are to it, with nothing left to look up: what a {@link Connection} comes to.
 *
 * @param server its URL
 * @param caCertificate PEM; the system's CAs where empty
 * @param namespace where Kafka goes
 * @param login who we are
 */
public record Endpoint(
        URI server, Optional<String> caCertificate, boolean skipTlsVerification, String namespace, Login login) {
    /** Who we are, in what goes over the wire. */
    public sealed interface Login {
        /** An {@code Authorization: Bearer} header; asked for at each request, since mounted tokens are renewed. */
        record Token(Supplier<String> token) implements Login {}

        /** A client certificate and its key, PEM. */
        record Certificate(String certificate, Confidential key) implements Login {}

        /** An {@code Authorization: Basic} header. */
        record Basic(String user, Confidential password) implements Login {}

        /** Nobody. */
        record Anonymous() implements Login {}
    }

    /** The port, which a URL may leave out. */
    public int port() {
        return server.getPort() >= 0 ? server.getPort() : "http".equals(server.getScheme()) ? 80 : 443;
    }

    /** Whether the server is spoken to by TLS. */
    public boolean tls() {
        return !"http".equals(server.getScheme());
    }
}
