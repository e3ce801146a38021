package io.remotingkafka.quickstart;

import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The way of one agent: Kafka in this process, agent-broker at the controller's side, the sidecar at the agent's. */
final class Tunnel {
    /** What goes over Kafka, as the broker counts it. */
    record Traffic(double framesUp, double bytesUp, double framesDown, double bytesDown, double duplicates) {
        Traffic since(Traffic before) {
            return new Traffic(
                    framesUp - before.framesUp,
                    bytesUp - before.bytesUp,
                    framesDown - before.framesDown,
                    bytesDown - before.bytesDown,
                    duplicates - before.duplicates);
        }
    }

    private final Workspace workspace;
    private final Parts parts;
    private KafkaSettings kafka;
    private ServiceProcess broker;
    private ServiceProcess sidecar;
    private URI sidecarUrl;

    Tunnel(Workspace workspace, Parts parts) {
        this.workspace = workspace;
        this.parts = parts;
    }

    /** Starts Kafka in this process. */
    void startKafka() {
        kafka = KafkaSettings.in(workspace.directory("kafka"));
        EmbeddedKafka node = EmbeddedKafka.start(kafka);
        parts.add("Kafka", node::close);
    }

    /**
     * Starts agent-broker.
     *
     * @param secret for the broker to keep; empty where the agent brings it
     */
    void startBroker(URI controller, Optional<Options.OwnController> login, String agent, Optional<String> secret) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("remoting.instance", "quickstart");
        settings.put("remoting.controllers.main.url", controller.toString());
        login.ifPresent(user -> {
            settings.put("remoting.controllers.main.user", user.user());
            settings.put("remoting.controllers.main.token", user.token());
        });
        settings.put("remoting.controllers.main.agents.quickstart.name", agent);
        secret.ifPresent(known -> settings.put("remoting.controllers.main.agents.quickstart.secret", known));
        broker = ServiceProcess.start("agent-broker", workspace.directory("agent-broker"), settings);
        parts.add("agent-broker", broker::close);
        broker.awaitReady();
    }

    /** Starts the agent's sidecar. */
    void startSidecar(String agent) {
        int port = FreePorts.one();
        sidecarUrl = URI.create("http://127.0.0.1:" + port + "/");
        sidecar = ServiceProcess.start(
                "agent",
                workspace.directory("sidecar"),
                Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "remoting.agent.name", agent,
                        "remoting.agent.port", String.valueOf(port),
                        "remoting.agent.tcp-port", String.valueOf(FreePorts.one())));
        parts.add("The sidecar", sidecar::close);
        sidecar.awaitReady();
    }

    /** The only address that the agent knows. */
    URI sidecarUrl() {
        return sidecarUrl;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Health and metrics of agent-broker. */
    URI brokerUrl() {
        return broker.url();
    }

    /** Health of the sidecar. */
    URI sidecarHealth() {
        return sidecar.url().resolve("q/health");
    }

    Traffic traffic() {
        return new Traffic(
                broker.metric("remoting_relay_frames_total", "direction=\"up\""),
                broker.metric("remoting_relay_bytes_total", "direction=\"up\""),
                broker.metric("remoting_relay_frames_total", "direction=\"down\""),
                broker.metric("remoting_relay_bytes_total", "direction=\"down\""),
                broker.metric("remoting_relay_duplicates_dropped_total"));
    }
}
