package io.remotingkafka.e2e.kubernetes;

import io.remotingkafka.testbed.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A server's certificate, which vouches for itself, and its key.
 *
 * @param keyStore PKCS#12, in base 64
 * @param pem the certificate
 */
record ServerCertificate(String keyStore, String pem) {
    /** The key store's. */
    static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    /** By the JDK's {@code keytool}. */
    static ServerCertificate of(Path directory, String names) {
        Path store = directory.resolve(ALIAS + ".p12");
        String keytool = JavaCommand.java().resolveSibling("keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=kafka",
                "-ext",
                "SAN=" + names,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool ended with " + process.exitValue());
            }
            return new ServerCertificate(
                    Base64.getEncoder().encodeToString(Files.readAllBytes(store)), certificate(store));
        } catch (IOException e) {
            throw new UncheckedIOException("No certificate", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The key store as a file. */
    Path write(Path file) throws IOException {
        return Files.write(file, Base64.getDecoder().decode(keyStore));
    }

    private static String certificate(Path store) throws IOException {
        try (InputStream file = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            String base64 = Base64.getMimeEncoder()
                    .encodeToString(keys.getCertificate(ALIAS).getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64.replace("\r", "") + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key store cannot be read", e);
        }
    }
}
