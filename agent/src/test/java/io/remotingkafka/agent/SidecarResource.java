package io.remotingkafka.agent;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.remotingkafka.testbed.net.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Kafka with the topics of one agent, and the sidecar's settings for it. */
public class SidecarResource implements QuarkusTestResourceLifecycleManager {
    private static final String AGENT = "linux 1";

    private final int port = FreePorts.one();
    private final int tcpPort = FreePorts.one();
    private Kafka kafka;

    /** The sidecar and its surroundings, for tests. */
    record Sidecar(Kafka kafka, String agent, int port, int tcpPort) {
        URI url() {
            return URI.create("http://127.0.0.1:" + port + "/");
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("sidecar-it");
            kafka = Kafka.in(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for Kafka", e);
        }
        kafka.createTopics(AGENT);
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "remoting.agent.name", AGENT,
                "remoting.agent.port", String.valueOf(port),
                "remoting.agent.tcp-port", String.valueOf(tcpPort));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                new Sidecar(kafka, AGENT, port, tcpPort), new TestInjector.MatchesType(Sidecar.class));
    }

    @Override
    public void stop() {
        kafka.close();
    }
}
