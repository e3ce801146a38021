package io.remotingkafka.testbed.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {
    @TempDir
    Path directory;

    @Test
    void aNodeWhosePortIsTakenEndsAndSaysSo() throws Exception {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            KafkaSettings settings = KafkaSettings.in(directory.resolve("kafka"), taken.getLocalPort());
            Instant start = Instant.now();

            // when, then
            assertThatThrownBy(() -> KafkaProcess.start(settings))
                    .hasMessageContaining("ended before it said")
                    .hasMessageContaining("Address already in use");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(2));
        }
    }
}
