package io.remotingkafka.provisioner.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalSettingsTest {
    private static final String LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\"b\";";

    @Test
    void aBindingOfOursIsTakenAsItIs() {
        Map<String, String> secret = Map.of(
                "type", "kafka",
                "provider", "remoting-kafka",
                "bootstrap.servers", "elsewhere:9092",
                "security.protocol", "SASL_SSL\n",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", LOGIN,
                "ssl.truststore.type", "PEM",
                "ca.crt", "-----BEGIN");

        assertThat(ExternalSettings.of(secret))
                .isEqualTo(Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", LOGIN,
                        "ssl.truststore.type", "PEM"));
    }

    @Test
    void withoutAnythingKafkaAsksNobodyWhoHeIs() {
        assertThat(ExternalSettings.of(Map.of())).isEqualTo(Map.of("security.protocol", "PLAINTEXT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl.login.callback.handler.class | some.Class | found sasl.login.callback.handler.class",
                "ssl.engine.factory.class | some.Class | found ssl.engine.factory.class",
                "ssl.truststore.location | /etc/passwd | found ssl.truststore.location",
                "ssl.truststore.type | JKS | expected PEM",
                "sasl.jaas.config | com.sun.security.auth.module.JndiLoginModule required x=\"y\"; | PlainLoginModule or ScramLoginModule",
                "sasl.jaas.config | org.apache.kafka.common.security.plain.PlainLoginModule required x=\"y\" | ended by a semicolon"
            })
    void whatNamesClassesOrFilesIsRefused(String key, String value, String expected) {
        assertThatThrownBy(() -> ExternalSettings.of(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
