package io.remotingkafka.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.ConfiguredAgents;
import io.remotingkafka.broker.Settings;
import io.remotingkafka.broker.relay.AgentSecrets.Credentials;
import io.remotingkafka.broker.relay.AgentSecrets.Protection;
import io.remotingkafka.protocol.frame.Frame.Open;
import io.remotingkafka.protocol.frame.Frame.Refused;
import io.remotingkafka.protocol.frame.Header;
import io.remotingkafka.protocol.frame.RefusalReason;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.session.SessionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentSecretsTest {
    private static final AgentId LINUX = AgentId.ofKey("main/linux");
    private static final AgentId OWN = AgentId.ofKey("main/brings its own");
    private static final Header NAME = new Header("Node-Name", "linux");
    private static final Header CAPABILITY = new Header("X-Remoting-Capability", "rO0=");
    private static final Header PLACEHOLDER = new Header("secret-key", "placeholder");

    @Test
    void theBrokersSecretTakesThePlaceOfWhatTheAgentSays() {
        assertThat(granted(secrets(Map.of()), open(NAME, PLACEHOLDER, CAPABILITY), Protection.AUTHORISED))
                .containsExactly(NAME, CAPABILITY, new Header("Secret-Key", "c0ffee"));
    }

    @Test
    void anAgentWhoseSecretTheBrokerDoesNotKnowBringsItsOwnWhereverKafkaIs() {
        Header own = new Header("Node-Name", "brings its own");
        Open open = new Open(OWN.agent(), SessionKind.WEBSOCKET, List.of(own, PLACEHOLDER));

        for (Protection protection : Protection.values()) {
            assertThat(secrets(Map.of()).credentials(OWN, open, protection))
                    .isEqualTo(new Credentials.Granted(List.of(own, PLACEHOLDER)));
        }
    }

    @Test
    void aFrameThatSpeaksForAnotherAgentIsRefused() {
        AgentSecrets secrets = secrets(Map.of());
        Header other = new Header("node-name", "mac");

        assertThat(denied(secrets, open(other), Protection.AUTHORISED).reason()).isEqualTo(RefusalReason.IDENTITY);
        // A controller may believe the last of several.
        assertThat(denied(secrets, open(NAME, other), Protection.AUTHORISED).text())
                .isEqualTo("this topic belongs to agent 'linux', but the frame speaks for 'mac'");
        assertThat(denied(secrets, new Open(new AgentName("mac"), SessionKind.TCP, List.of()), Protection.AUTHORISED)
                        .status())
                .isEqualTo(403);
        // Names that differ in case are different nodes.
        assertThat(denied(secrets, open(new Header("Node-Name", "Linux")), Protection.LOOPBACK)
                        .reason())
                .isEqualTo(RefusalReason.IDENTITY);
    }

    @Test
    void headersThatWouldFrameAnotherRequestAreNotPassedOn() {
        assertThat(granted(
                        secrets(Map.of()),
                        open(
                                NAME,
                                new Header("Content-Length", "999"),
                                new Header("transfer-encoding", "chunked"),
                                new Header("Host", "elsewhere"),
                                new Header("X-Forwarded-User", "admin")),
                        Protection.LOOPBACK))
                .containsExactly(NAME, new Header("Secret-Key", "c0ffee"));
    }

    @Test
    void withoutAuthorisationNoSecretIsAddedButOnLoopbackOrByExplicitWish() {
        AgentSecrets secrets = secrets(Map.of());
        AgentSecrets trusting = secrets(Map.of("remoting.security.trust-unprotected-kafka", "true"));

        assertThat(granted(secrets, open(NAME), Protection.LOOPBACK)).hasSize(2);
        assertThat(granted(trusting, open(NAME), Protection.NONE)).hasSize(2);
        Refused refusal = denied(secrets, open(NAME), Protection.NONE);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.KAFKA_UNPROTECTED);
        assertThat(refusal.text())
                .contains("remoting.controllers.main.agents", "remoting.security.trust-unprotected-kafka=true")
                .doesNotContain("c0ffee");
        assertThat(denied(trusting, open(NAME), Protection.UNKNOWN).status()).isEqualTo(503);
    }

    private static Open open(Header... headers) {
        return new Open(LINUX.agent(), SessionKind.WEBSOCKET, List.of(headers));
    }

    private static List<Header> granted(AgentSecrets secrets, Open open, Protection protection) {
        return switch (secrets.credentials(LINUX, open, protection)) {
            case Credentials.Granted(List<Header> headers) -> headers;
            case Credentials.Denied(Refused refusal) -> throw new AssertionError(refusal);
        };
    }

    private static Refused denied(AgentSecrets secrets, Open open, Protection protection) {
        return switch (secrets.credentials(LINUX, open, protection)) {
            case Credentials.Granted granted -> throw new AssertionError(granted);
            case Credentials.Denied(Refused refusal) -> refusal;
        };
    }

    private static AgentSecrets secrets(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "remoting.controllers.main.url", "http://127.0.0.1/",
                "remoting.controllers.main.agents.linux.secret", "c0ffee",
                "remoting.controllers.main.agents.own.name", "brings its own"));
        settings.putAll(more);
        BrokerConfig config = Settings.of(settings);
        return new AgentSecrets(
                new ConfiguredAgents(config).secrets(), config.security().trustUnprotectedKafka());
    }
}
