package io.remotingkafka.broker.launch.pod;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The certificates that the broker's Kafka client trusts, as text in its settings: the file in which the broker has them is
 * in no agent's pod. PEM, PKCS#12 and JKS, as Kafka's clients take them.
 */
final class TrustAsText {
    private static final String PEM = "PEM";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private TrustAsText() {}

    /**
     * The settings with their trust store as {@code ssl.truststore.certificates}; the same where no file is named.
     *
     * @throws IOException if the file is not what the settings say
     */
    static Map<String, Object> of(Map<String, Object> kafka) throws IOException {
        Object location = kafka.get(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        if (location == null) {
            return kafka;
        }
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        Object password = settings.remove(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG);
        Object type = settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
        Path file = Path.of(location.toString());
        try {
            settings.put(
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    PEM.equals(type)
                            ? Files.readString(file)
                            : certificates(
                                    file,
                                    type == null ? SslConfigs.DEFAULT_SSL_TRUSTSTORE_TYPE : type.toString(),
                                    password == null
                                            ? null
                                            : password.toString().toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    "kafka." + SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG + "=" + file + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
        return settings;
    }

    private static String certificates(Path file, String type, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        StringBuilder text = new StringBuilder();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                text.append("-----BEGIN CERTIFICATE-----\n")
                        .append(new String(
                                LINES.encode(store.getCertificate(alias).getEncoded()), StandardCharsets.US_ASCII))
                        .append("\n-----END CERTIFICATE-----\n");
            }
        }
        if (text.isEmpty()) {
            throw new GeneralSecurityException("no trusted certificate is in it; is its password set?");
        }
        return text.toString();
    }
}
