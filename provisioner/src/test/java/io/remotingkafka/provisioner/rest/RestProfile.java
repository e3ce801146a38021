package io.remotingkafka.provisioner.rest;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** The service with a known password, and connections in a directory of its own. */
public class RestProfile implements QuarkusTestProfile {
    /** The local user's. */
    public static final String PASSWORD = "a password that tests know";

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            return Map.of(
                    "provisioner.login.password",
                    PASSWORD,
                    "provisioner.connections.directory",
                    Files.createTempDirectory("connections").toString());
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for connections", e);
        }
    }
}
