package io.remotingkafka.provisioner.proof;

import io.remotingkafka.provisioner.pki.Certificates;
import io.remotingkafka.provisioner.pki.Pki;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS over a connection that somebody else made, to a broker whose name is checked. */
final class Tls {
    private static final char[] NO_PASSWORD = new char[0];

    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    static Tls trusting(String trust) {
        try {
            return new Tls(context(trust, null));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The cluster's authority cannot be trusted", e);
        }
    }

    static Tls mutual(Pki pki) {
        try {
            KeyStore keys = empty();
            String base64 = pki.admin().key().replaceAll("-----[A-Z ]+-----", "");
            byte[] encoded = Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
            keys.setKeyEntry(
                    "admin",
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)),
                    NO_PASSWORD,
                    new Certificate[] {Certificates.parse(pki.admin().certificate())});
            return new Tls(context(pki.trust(), keys));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Our own certificate cannot be used", e);
        }
    }

    /** Shakes hands with a broker. */
    SSLSocket over(Socket connected, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connected, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(String trust, KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        List<X509Certificate> authorities = Certificates.parseAll(trust);
        for (int i = 0; i < authorities.size(); i++) {
            trusted.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
