package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.agent.ConformanceAgent;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes have the names that people give them. */
class NamesE2E {
    private static final Duration SOON = Duration.ofSeconds(40);
    // Headers of HTTP are ASCII, so names of other scripts come over TCP, where the name is inside the stream.
    private static final List<String> NAMES = List.of("build agent", "build.agent", "n".repeat(200), "構建 агент ünï");

    @TempDir
    Path directory;

    @Test
    void anyNodeNameWorksAndNoneCollide() {
        try (var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
                var installation = Installation.start(directory, controller.url(), "broker", "l0", "l1", "l2", "l3")) {
            NAMES.forEach(installation::withAgent);
            installation.broker("broker");
            for (int i = 0; i < NAMES.size(); i++) {
                String name = NAMES.get(i);
                String secret = controller.addAgent(name);
                Mode mode = name.chars().allMatch(c -> c < 128) ? Mode.WEBSOCKET : Mode.TCP;
                ConformanceAgent agent = installation.agent(installation.sidecar("l" + i, name), mode, secret);
                Channel there = agent.awaitConnected(SOON);

                Channel here = controller.awaitSession(name, SOON).channel();
                assertThat(here.call(5_000, SOON)).isLessThan(SOON);
                assertThat(there.call(5_000, SOON)).isLessThan(SOON);
            }
        }
    }
}
