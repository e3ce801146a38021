package io.remotingkafka.broker.launch.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotingkafka.testbed.controller.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustAsTextTest {
    @TempDir
    private static Path directory;

    private static SelfSigned trusted;

    @BeforeAll
    static void makeCertificate() {
        trusted = SelfSigned.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void theCertificatesOfAStoreAreText(String type) throws Exception {
        // Given
        Path store = store(type);

        // When
        Map<String, Object> settings = TrustAsText.of(Map.of(
                "bootstrap.servers",
                "kafka:9092",
                "ssl.truststore.location",
                store.toString(),
                "ssl.truststore.password",
                "changeit",
                "ssl.truststore.type",
                type));

        // Then
        assertThat(settings)
                .containsOnlyKeys("bootstrap.servers", "ssl.truststore.type", "ssl.truststore.certificates");
        assertThat(settings).containsEntry("ssl.truststore.type", "PEM");
        assertThat(certificate(settings.get("ssl.truststore.certificates").toString()))
                .isEqualTo(certificate());
    }

    @Test
    void aFileOfTextIsTakenAsItIs() throws IOException {
        Map<String, Object> settings = TrustAsText.of(
                Map.of("ssl.truststore.location", trusted.pem().toString(), "ssl.truststore.type", "PEM"));

        assertThat(settings).containsEntry("ssl.truststore.certificates", Files.readString(trusted.pem()));
    }

    @Test
    void settingsWithoutAFileStayAsTheyAre() throws IOException {
        Map<String, Object> settings = Map.of("ssl.truststore.certificates", "text", "ssl.truststore.type", "PEM");

        assertThat(TrustAsText.of(settings)).isEqualTo(settings);
    }

    @Test
    void aWrongPasswordIsToldWithTheSetting() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("ssl.truststore.location", store("PKCS12").toString());
        settings.put("ssl.truststore.password", "wrong");
        settings.put("ssl.truststore.type", "PKCS12");

        assertThatThrownBy(() -> TrustAsText.of(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kafka.ssl.truststore.location=")
                .hasMessageContaining("password")
                .hasMessageNotContaining("wrong");
    }

    private static Path store(String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("authority", certificate());
        Path file = directory.resolve("trust." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private static Certificate certificate() throws IOException, GeneralSecurityException {
        return certificate(Files.readString(trusted.pem()));
    }

    private static Certificate certificate(String pem) throws IOException, GeneralSecurityException {
        try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
