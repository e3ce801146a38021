package io.remotingkafka.broker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SidecarSettingsTest {
    private static final AgentId AGENT = new AgentId(new ControllerName("main"), new AgentName("linux-0123456789"));

    @Test
    void aSidecarReadsWhatTheBrokerKnows() throws IOException {
        // Given
        String jaas = "a.b.Module required username=\"x\" password=\"p$${HOME}\\ü=:# !$\";";

        // When
        String text =
                SidecarSettings.text(SidecarSettings.of(Map.of("sasl.jaas.config", jaas, "retries", 3), "p", AGENT));

        // Then
        assertThat(read(text).getValue("kafka.sasl.jaas.config", String.class)).isEqualTo(jaas);
        assertThat(read(text).getValue("kafka.retries", Integer.class)).isEqualTo(3);
        assertThat(read(text).getValue("remoting.agent.name", String.class)).isEqualTo("linux-0123456789");
    }

    private static SmallRyeConfig read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> map = new java.util.HashMap<>();
        properties.forEach((key, value) -> map.put(key.toString(), value.toString()));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(map, "test", 100))
                .build();
    }
}
