package io.remotingkafka.broker.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.protocol.frame.Header;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentPortTest {
    @Test
    void jenkinsAndHudsonNameIt() {
        assertThat(AgentPort.of(List.of(new Header("x-jenkins-jnlp-port", " 50000 "))))
                .hasValue(new AgentPort(50_000, Optional.empty()));
        assertThat(AgentPort.of(List.of(new Header("X-Hudson-JNLP-Port", "49187"))))
                .hasValue(new AgentPort(49_187, Optional.empty()));
        assertThat(AgentPort.of(
                        List.of(new Header("X-Jenkins-JNLP-Port", "50000"), new Header("X-Hudson-JNLP-Port", "1"))))
                .hasValue(new AgentPort(50_000, Optional.empty()));
    }

    @Test
    void theHostIsTheControllersUnlessItNamesOne() {
        assertThat(AgentPort.of(List.of(
                        new Header("X-Jenkins-JNLP-Port", "1"),
                        new Header("X-Jenkins-JNLP-Host", "agents.example.com"))))
                .hasValue(new AgentPort(1, Optional.of("agents.example.com")));
        assertThat(AgentPort.of(
                        List.of(new Header("X-Jenkins-JNLP-Port", "1"), new Header("X-Jenkins-JNLP-Host", " "))))
                .hasValue(new AgentPort(1, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "-1", "65536", "99999", "1e4", "0x50", "٥٠", "50000,50001"})
    void whatIsNoPortIsNone(String value) {
        assertThat(AgentPort.of(List.of(new Header("X-Jenkins-JNLP-Port", value))))
                .isEmpty();
    }

    @Test
    void withoutTheHeaderThereIsNone() {
        assertThat(AgentPort.of(List.of(new Header("X-Jenkins", "2.555.3")))).isEmpty();
    }
}
