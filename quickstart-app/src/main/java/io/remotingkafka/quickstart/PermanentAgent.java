package io.remotingkafka.quickstart;

import io.remotingkafka.quickstart.controller.Controller;
import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.Build.Result;
import io.remotingkafka.testbed.hudson.RestClient;
import io.remotingkafka.testbed.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** On the user's own controller: one temporary node, its agent here, and a build. */
final class PermanentAgent {
    private static final Duration ONLINE_LIMIT = Duration.ofSeconds(90);
    private static final Duration LABEL_LIMIT = Duration.ofDays(1);

    private final Options.OwnController own;
    private final Workspace workspace;
    private final Screen screen;
    private final Parts parts;
    private final Tunnel tunnel;
    private final TimeLine timeLine;
    private final BuildRun watching;
    private final String name = "kafka-quickstart-"
            + String.format("%06x", ThreadLocalRandom.current().nextInt(1 << 24));
    private Controller controller;

    PermanentAgent(
            Options.OwnController own,
            Workspace workspace,
            Screen screen,
            Parts parts,
            Tunnel tunnel,
            TimeLine timeLine,
            BuildRun watching) {
        this.own = own;
        this.workspace = workspace;
        this.screen = screen;
        this.parts = parts;
        this.tunnel = tunnel;
        this.timeLine = timeLine;
        this.watching = watching;
    }

    /** Until the build is over; all is left running. */
    Result run() {
        controller = screen.step(
                "Controller",
                () -> Controller.at(own.url(), new RestClient(own.url()).as(own.user(), own.token())),
                found -> found.url().toString());
        screen.detail(controller.version());
        String secret = createNode();
        startTunnel(secret);
        startAgent(secret);
        return build();
    }

    Controller controller() {
        return controller;
    }

    private String createNode() {
        Path remoteRoot = workspace.directory("agent");
        String labels = own.label().orElse("");
        return screen.step(
                "Node",
                () -> {
                    parts.add("The node " + name, () -> {
                        controller.deleteNode(name);
                        screen.line("The node " + name + " is removed from " + controller.url());
                    });
                    controller.createNode(name, labels, remoteRoot);
                    timeLine.now("node " + name + " created");
                    return controller.secret(name);
                },
                secret -> name + (labels.isEmpty() ? "" : ", label " + labels));
    }

    private void startTunnel(String secret) {
        screen.step(
                "Kafka",
                () -> {
                    tunnel.startKafka();
                    return tunnel.bootstrapServers();
                },
                servers -> servers + ", in this process");
        Optional<String> kept =
                LocalAgent.bringsItsSecret(controller.family()) ? Optional.empty() : Optional.of(secret);
        screen.step(
                "agent-broker",
                () -> {
                    tunnel.startBroker(settings(kept));
                    return tunnel.brokerUrl();
                },
                url -> "between the controller and Kafka");
        screen.step(
                "Sidecar",
                () -> {
                    tunnel.startSidecar(name);
                    return tunnel.sidecarUrl();
                },
                url -> "between Kafka and the agent");
        screen.detail(tunnel.sidecarUrl() + ", all that the agent knows");
    }

    private Map<String, String> settings(Optional<String> secret) {
        Map<String, String> settings = new HashMap<>();
        settings.put("remoting.controllers.main.url", controller.url().toString());
        settings.put("remoting.controllers.main.user", own.user());
        settings.put("remoting.controllers.main.token", own.token());
        settings.put("remoting.controllers.main.agents.quickstart.name", name);
        secret.ifPresent(known -> settings.put("remoting.controllers.main.agents.quickstart.secret", known));
        return settings;
    }

    private void startAgent(String secret) {
        screen.step(
                "Agent",
                () -> {
                    timeLine.now("agent started, with the sidecar's address alone");
                    ChildProcess agent = LocalAgent.start(
                            controller.family(), tunnel.sidecarUrl(), name, secret, workspace.directory("agent"));
                    parts.add("The agent", agent::close);
                    awaitOnline(agent);
                    timeLine.now("the controller sees the agent online");
                    return controller.family();
                },
                family -> switch (family) {
                    case JENKINS -> "the controller's own agent.jar, online";
                    case HUDSON -> "stock hudson-remoting, online";
                });
    }

    private void awaitOnline(ChildProcess agent) {
        Waiting.forValue(
                () -> {
                    if (!agent.isAlive()) {
                        throw new IllegalStateException("The agent has ended. Its log ends:\n" + agent.tail());
                    }
                    return controller.isOnline(name) ? Optional.of(name) : Optional.empty();
                },
                ONLINE_LIMIT,
                () -> "the node " + name + " is not online. The agent's log ends:\n" + agent.tail());
    }

    private Result build() {
        Tunnel.Traffic before = tunnel.traffic();
        if (own.label().isPresent()) {
            String label = own.label().get();
            screen.detail("takes builds whose label expression " + label + " fits: start one");
            Build build = screen.step(
                    "Build",
                    () -> Waiting.forValue(
                            () -> controller.buildOn(name), LABEL_LIMIT, () -> "No build asked for " + label),
                    Build::toString);
            return watching.watch(controller, build, before);
        }
        parts.add("The job " + name, () -> controller.deleteJob(name));
        Build build = controller
                .jobs()
                .run(HelloJob.on(name, name, "Its agent knows one address, the sidecar's: " + tunnel.sidecarUrl()));
        Result result = watching.watch(controller, build, before);
        if (result == Result.SUCCESS) {
            watching.compareFile(build);
        }
        return result;
    }
}
