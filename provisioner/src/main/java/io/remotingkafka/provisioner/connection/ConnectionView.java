package io.remotingkafka.provisioner.connection;

import java.net.URI;
import java.util.Optional;

/**
 * A connection without its credentials, which are written and never read back.
 *
 * @param hasCaCertificate whether a CA certificate was given
 * @param skipTlsVerification whether any server is taken for the right one: to be warned of wherever it is shown
 * @param credentials the kind of its credentials
 */
public record ConnectionView(
        ConnectionName name,
        Optional<URI> server,
        boolean hasCaCertificate,
        boolean skipTlsVerification,
        Optional<String> namespace,
        String credentials) {}
