package io.remotingkafka.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {
    private static final String PAGE = """
        = Settings

        == service

        | `remoting.start-limit` | `5s` | How long
        | `remoting.controllers.<name>.user` | none | Who
        | `remoting.gone` | none | What was

        == another

        | `remoting.other` | `1` | Of another service
        """;

    @ConfigMapping(prefix = "remoting")
    interface Config {
        @WithDefault("3s")
        Duration startLimit();

        Optional<String> host();

        Map<String, Controller> controllers();

        interface Controller {
            Optional<String> user();
        }
    }

    @Test
    void whatDiffersIsTold() {
        assertThat(SettingsReference.differences(List.of(Config.class), "service", PAGE))
                .containsExactlyInAnyOrder(
                        "remoting.start-limit has the default 3s, not 5s",
                        "remoting.host is not documented",
                        "remoting.gone is documented and does not exist");
    }
}
