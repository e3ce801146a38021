package io.remotingkafka.e2e;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.hudson.RemotingAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real controller with nodes and stock agents, which reach each other over Kafka and nothing else. */
final class BuildSite implements AutoCloseable {
    /** Many JVMs that start together would keep each other from being ready in time. */
    private static final int AT_ONCE = 5;

    private final Path directory;
    private final HudsonController controller;
    private final Installation installation;
    private final List<String> nodes;
    private final List<Installation.Sidecar> sidecars = new ArrayList<>();
    private final List<RemotingAgent> agents = new ArrayList<>();

    private BuildSite(Path directory, List<String> nodes) {
        this.directory = directory;
        this.nodes = nodes;
        this.controller = HudsonController.start(directory.resolve("home"));
        this.installation = Installation.start(directory, controller.url(), "brokers", "agents");
        nodes.forEach(node ->
                controller.nodes().create(node, directory.resolve("remote").resolve(node)));
        nodes.forEach(installation::withAgent);
    }

    /** Everything but agents and brokers. */
    static BuildSite prepare(Path directory, List<String> nodes) {
        return new BuildSite(directory, List.copyOf(nodes));
    }

    /** One broker, and an agent for each of these nodes; all online. */
    static BuildSite start(Path directory, String... nodes) {
        BuildSite site = prepare(directory, List.of(nodes));
        site.broker("broker");
        site.startAgents(Duration.ofMinutes(2));
        return site;
    }

    /** Starts a broker instance, and waits until it is ready. */
    Installation.Broker broker(String instance) {
        return installation.broker("brokers", instance);
    }

    /** Starts a sidecar and an agent for each node, a few at a time, and waits until all are online. */
    void startAgents(Duration atMost) {
        for (int from = 0; from < nodes.size(); from += AT_ONCE) {
            List<Installation.Sidecar> batch = nodes.subList(from, Math.min(from + AT_ONCE, nodes.size())).stream()
                    .map(node -> installation.sidecarOf("agents", node, node))
                    .toList();
            batch.forEach(this::startAgent);
            sidecars.addAll(batch);
        }
        awaitOnline(atMost);
    }

    private void startAgent(Installation.Sidecar sidecar) {
        sidecar.service().awaitReady();
        String node = sidecar.agent();
        agents.add(RemotingAgent.start(
                sidecar.url(),
                node,
                controller.nodes().secret(node),
                directory.resolve("agents").resolve(node)));
    }

    /** Waits until all nodes are online. */
    void awaitOnline(Duration atMost) {
        nodes.forEach(node -> controller.nodes().awaitOnline(node, atMost));
    }

    List<Installation.Sidecar> sidecars() {
        return List.copyOf(sidecars);
    }

    HudsonController controller() {
        return controller;
    }

    Installation installation() {
        return installation;
    }

    /** Creates a job and starts its first build. */
    Build run(FreestyleJob job) {
        return controller.jobs().run(job);
    }

    @Override
    public void close() {
        agents.forEach(RemotingAgent::close);
        installation.close();
        controller.close();
    }
}
