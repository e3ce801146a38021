package io.remotingkafka.broker.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.Settings;
import io.remotingkafka.protocol.naming.ControllerName;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControllerTest {
    @ParameterizedTest
    @CsvSource({
        "https://jenkins.example.com, https://jenkins.example.com/, 443, /login",
        "https://jenkins.example.com/ci, https://jenkins.example.com/ci/, 443, /ci/login",
        "http://jenkins/ci/, http://jenkins/ci/, 80, /ci/login",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080/, 8080, /login",
        "http://[::1]:8080/, http://[::1]:8080/, 8080, /login",
        "https://h/a%20b, https://h/a%20b/, 443, /a%20b/login",
    })
    void anAddressIsABaseForPaths(String url, String base, int port, String login) {
        Controller controller = controller(Map.of("url", url));

        assertThat(controller.base()).hasToString(base);
        assertThat(controller.port()).isEqualTo(port);
        assertThat(controller.path("login")).isEqualTo(login);
    }

    @Test
    void theOriginIsSchemeHostAndPort() {
        assertThat(controller(Map.of("url", "https://h:8443/ci")).origin()).isEqualTo("https://h:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jenkins.example.com",
                "ftp://h/",
                "/ci",
                "https:///ci",
                "http:h",
                "https://h/?a=b",
                "https://h/#a"
            })
    void whatIsNoAddressIsRefusedWithItsKey(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> controller(Map.of("url", url)))
                .withMessageContaining("remoting.controllers.main.url=" + url);
    }

    @Test
    void credentialsInTheAddressAreRefusedWithoutPrintingThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> controller(Map.of("url", "https://u:c0ffee@h/")))
                .withMessageContaining("remoting.controllers.main.url")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c0ffee"));
    }

    @Test
    void userAndTokenBelongTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> controller(Map.of("url", "http://h/", "user", "u")))
                .withMessageContaining("remoting.controllers.main.user and .token");
        assertThatIllegalArgumentException().isThrownBy(() -> controller(Map.of("url", "http://h/", "token", "t")));
        assertThat(controller(Map.of("url", "http://h/", "user", "u", "token", "t"))
                        .authorization())
                .hasValue("Basic dTp0");
    }

    @Test
    void itDoesNotPrintItsCredentials() {
        Controller controller = controller(Map.of("url", "http://h/", "user", "u", "token", "t"));

        assertThat(controller.toString()).isEqualTo("main at http://h/");
    }

    private static Controller controller(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((key, value) -> all.put("remoting.controllers.main." + key, value));
        BrokerConfig config = Settings.of(all);
        return Controller.of(new ControllerName("main"), config.controllers().get("main"));
    }
}
