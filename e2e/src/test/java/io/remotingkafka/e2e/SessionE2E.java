package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.agent.AgentSettings.Mode;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.Received;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection carried over Kafka, with nothing going wrong. */
class SessionE2E {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void bytesArriveInOrderOnceAndComplete(Mode mode) {
        try (var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
                var installation = Installation.start(directory, controller.url(), "broker", "a1")) {
            String secret = controller.addAgent("a1");
            installation.withAgent("a1").broker("broker");

            var agent = installation.agent(installation.sidecar("a1", "a1"), mode, secret);
            Channel there = agent.awaitConnected(SOON);
            Channel here = controller.awaitSession("a1", SOON).channel();
            ByteStream down = ByteStream.of(1, 60_000_000);
            ByteStream up = ByteStream.of(2, 40_000_000);
            var downSent = here.send(down);
            var upSent = there.send(up);

            assertThat(there.awaitReceived(down.bytes(), SOON)).isEqualTo(Received.of(down));
            assertThat(here.awaitReceived(up.bytes(), SOON)).isEqualTo(Received.of(up));
            assertThat(downSent).isCompleted();
            assertThat(upSent).isCompleted();
            assertThat(here.call(9_600, SOON)).isLessThan(SOON);
        }
    }
}
