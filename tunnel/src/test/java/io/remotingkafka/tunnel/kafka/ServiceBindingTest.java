package io.remotingkafka.tunnel.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceBindingTest {
    @TempDir
    Path root;

    @Test
    void kafkasOwnKeysAreTakenAndNothingElse() throws IOException {
        binding(
                "messages",
                Map.of(
                        "type", "kafka",
                        "provider", "remoting-kafka",
                        "bootstrap-servers", "a:1",
                        "bootstrap.servers", "b:2\n",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "ssl.truststore.type", "PEM",
                        "ca.crt", "-----BEGIN",
                        "password", "hidden"));
        binding("other", Map.of("type", "postgresql", "bootstrap.servers", "wrong:1"));

        assertThat(settings())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "kafka.bootstrap.servers", "b:2",
                        "kafka.security.protocol", "SASL_SSL",
                        "kafka.sasl.mechanism", "SCRAM-SHA-512",
                        "kafka.ssl.truststore.type", "PEM"));
    }

    @Test
    void aBindingOfOthersGivesItsServers() throws IOException {
        binding("kafka", Map.of("type", "kafka", "bootstrap-servers", "a:1,b:2"));

        assertThat(settings()).isEqualTo(Map.of("kafka.bootstrap.servers", "a:1,b:2"));
    }

    @Test
    void whatKubernetesPutsBesideTheKeysIsLeftAlone() throws IOException {
        binding("kafka", Map.of("type", "kafka", "bootstrap-servers", "a:1"));
        // A mounted Secret's keys are links into such a directory.
        Files.createDirectories(root.resolve("kafka/..2026_11_26_11_33_04.1/ssl.directory"));

        assertThat(settings()).containsOnlyKeys("kafka.bootstrap.servers");
    }

    @Test
    void withoutARootThereIsNothing() {
        assertThat(new ServiceBinding(Optional.empty()).getPropertyNames()).isEmpty();
    }

    @Test
    void twoOfKafkaAreRefusedByName() throws IOException {
        binding("one", Map.of("type", "kafka"));
        binding("two", Map.of("type", "kafka"));

        assertThatThrownBy(this::settings)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected one binding of type kafka")
                .hasMessageContaining("[one, two]");
    }

    @Test
    void aRootThatIsNoDirectoryIsRefused() {
        assertThatThrownBy(() -> new ServiceBinding(Optional.of(root.resolve("absent"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SERVICE_BINDING_ROOT")
                .hasMessageContaining("absent");
    }

    private void binding(String name, Map<String, String> keys) throws IOException {
        Path directory = Files.createDirectories(root.resolve(name));
        for (Map.Entry<String, String> key : keys.entrySet()) {
            Files.writeString(directory.resolve(key.getKey()), key.getValue());
        }
    }

    private Map<String, String> settings() {
        ConfigSource source = new ServiceBinding(Optional.of(root));
        return source.getProperties();
    }
}
