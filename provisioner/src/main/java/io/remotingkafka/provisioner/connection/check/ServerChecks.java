package io.remotingkafka.provisioner.connection.check;

import io.remotingkafka.provisioner.connection.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Whether something answers at the server's address, and whether it is who it should be. */
final class ServerChecks {
    private final Endpoint endpoint;
    private final Duration limit;

    ServerChecks(Endpoint endpoint, Duration limit) {
        this.endpoint = endpoint;
        this.limit = limit;
    }

    Check reached() {
        String address = endpoint.server().getHost() + ":" + endpoint.port();
        try (Socket socket = connect()) {
            return Check.passed(new Subject.ServerReached(), "something answers at " + socket.getRemoteSocketAddress());
        } catch (IOException e) {
            return Check.failed(
                    new Subject.ServerReached(),
                    "nothing answers at " + address + ": " + e.getMessage(),
                    "Check the server's URL (\"kubectl cluster-info\" prints it), and that this machine reaches it.");
        }
    }

    Check trusted() {
        if (!endpoint.tls()) {
            return Check.warning(
                    new Subject.TlsTrusted(),
                    "plain http: credentials and passwords can be read on their way",
                    "Use an https URL, but for a proxy on this machine.");
        }
        if (endpoint.skipTlsVerification()) {
            return Check.warning(
                    new Subject.TlsTrusted(),
                    "not verified: any server could pose as this one and take the credentials",
                    "Enter the CA certificate and do not skip the verification.");
        }
        try (Socket socket = connect()) {
            handshake(socket);
            return Check.passed(new Subject.TlsTrusted(), "signed by the CA, and for this name");
        } catch (SSLException e) {
            return Check.failed(
                    new Subject.TlsTrusted(),
                    "the certificate is not trusted: " + e.getMessage(),
                    "Enter the certificate of the CA that signed it (certificate-authority-data of a kubeconfig), and"
                            + " the server by a name that its certificate has.");
        } catch (IOException | GeneralSecurityException e) {
            return Check.failed(
                    new Subject.TlsTrusted(),
                    "no TLS: " + e.getMessage(),
                    "Check that the URL is that of a Kubernetes API server and the CA certificate is whole.");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(endpoint.server().getHost(), endpoint.port()), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void handshake(Socket connected) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        Optional<String> ca = endpoint.caCertificate();
        trust.init(ca.isPresent() ? store(ca.get()) : null);
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(connected, endpoint.server().getHost(), endpoint.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    private static KeyStore store(String pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int index = 0;
        for (Certificate each : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("ca-" + index++, each);
        }
        return store;
    }
}
