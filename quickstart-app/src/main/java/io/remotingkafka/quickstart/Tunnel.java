package io.remotingkafka.quickstart;

import io.remotingkafka.testbed.kafka.EmbeddedKafka;
import io.remotingkafka.testbed.kafka.KafkaSettings;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

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

    /** Starts agent-broker. */
    void startBroker(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("remoting.instance", "quickstart");
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

    /** Health of the sidecar, if it was started here. */
    Optional<URI> sidecarHealth() {
        return Optional.ofNullable(sidecar).map(service -> service.url().resolve("q/health"));
    }

    /** Whether no agent has topics any more. */
    boolean isWithoutAgentTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()))) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                    .noneMatch(topic -> topic.contains(".agent."));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not list its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What agent-broker has done for the queue item of that job, as JSON. */
    String story(String job) {
        return broker.get("/api/queue/main/" + job).replaceFirst("^200 ", "");
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
