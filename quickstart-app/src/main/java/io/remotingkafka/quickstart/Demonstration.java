package io.remotingkafka.quickstart;

import io.remotingkafka.quickstart.controller.Controller;
import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.Build.LogPart;
import io.remotingkafka.testbed.hudson.Build.Result;
import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.hudson.RestClient;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** From nothing to a build whose agent reaches its controller through Kafka. */
final class Demonstration {
    private static final Duration ONLINE_LIMIT = Duration.ofSeconds(90);
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
    private static final Duration LABEL_LIMIT = Duration.ofDays(1);

    private final Options.Run options;
    private final Workspace workspace;
    private final Screen screen;
    private final Parts parts;
    private final Tunnel tunnel;
    private final TimeLine timeLine = new TimeLine();
    private final String name;

    Demonstration(Options.Run options, Workspace workspace, Screen screen, Parts parts) {
        this.options = options;
        this.workspace = workspace;
        this.screen = screen;
        this.parts = parts;
        this.tunnel = new Tunnel(workspace, parts);
        this.name = options.own().isEmpty()
                ? "kafka-agent"
                : "kafka-quickstart-"
                        + String.format("%06x", ThreadLocalRandom.current().nextInt(1 << 24));
    }

    /** Whether the build succeeded; all is left running. */
    boolean run() {
        screen.line("Remoting over Kafka: a build whose agent reaches its controller through Kafka");
        screen.line("");
        Controller controller = options.own().map(this::ownController).orElseGet(this::standIn);
        screen.detail(controller.version() + (options.own().isEmpty() ? ", standing in for Jenkins" : ""));
        String secret = createNode(controller);
        startTunnel(controller, secret);
        startAgent(controller, secret);
        Result result = build(controller);
        showTimeLine();
        showWhereToLook(controller);
        return result == Result.SUCCESS;
    }

    private Controller ownController(Options.OwnController own) {
        return screen.step(
                "Controller",
                () -> Controller.at(own.url(), new RestClient(own.url()).as(own.user(), own.token())),
                found -> found.url().toString());
    }

    private Controller standIn() {
        return screen.step(
                "Controller",
                () -> {
                    int port = options.port().orElseGet(FreePorts::one);
                    if (!FreePorts.isFree(port)) {
                        throw new CannotGoOnException(
                                "Port " + port
                                        + " is in use on 127.0.0.1. Name another with --port, or leave --port out for a free one.");
                    }
                    HudsonController hudson =
                            HudsonController.start(workspace.directory("controller"), port, FreePorts.one());
                    parts.add("The controller", hudson::close);
                    return Controller.at(hudson.url(), hudson.rest());
                },
                found -> found.url().toString());
    }

    private String createNode(Controller controller) {
        Path remoteRoot = workspace.directory("agent");
        String labels = options.own().flatMap(Options.OwnController::label).orElse("");
        return screen.step(
                "Node",
                () -> {
                    if (options.own().isPresent()) {
                        parts.add("The node " + name, () -> {
                            controller.deleteNode(name);
                            screen.line("The node " + name + " is removed from " + controller.url());
                        });
                    }
                    controller.createNode(name, labels, remoteRoot);
                    timeLine.now("node " + name + " created");
                    return controller.secret(name);
                },
                secret -> name + (labels.isEmpty() ? "" : ", label " + labels));
    }

    private void startTunnel(Controller controller, String secret) {
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
                    tunnel.startBroker(controller.url(), options.own(), name, kept);
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

    private void startAgent(Controller controller, String secret) {
        screen.step(
                "Agent",
                () -> {
                    timeLine.now("agent started, with the sidecar's address alone");
                    ChildProcess agent = LocalAgent.start(
                            controller.family(), tunnel.sidecarUrl(), name, secret, workspace.directory("agent"));
                    parts.add("The agent", agent::close);
                    awaitOnline(controller, agent);
                    timeLine.now("the controller sees the agent online");
                    return controller.family();
                },
                family -> switch (family) {
                    case JENKINS -> "the controller's own agent.jar, online";
                    case HUDSON -> "stock hudson-remoting, online";
                });
    }

    private void awaitOnline(Controller controller, ChildProcess agent) {
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

    private Result build(Controller controller) {
        Optional<String> label = options.own().flatMap(Options.OwnController::label);
        Tunnel.Traffic before = tunnel.traffic();
        Build build;
        if (label.isPresent()) {
            screen.detail("takes builds whose label expression " + label.get() + " fits: start one");
            build = screen.step(
                    "Build",
                    () -> Waiting.forValue(
                            () -> controller.buildOn(name), LABEL_LIMIT, () -> "No build asked for " + label.get()),
                    Build::toString);
        } else {
            String job = options.own().isEmpty() ? "hello-kafka" : name;
            if (options.own().isPresent()) {
                parts.add("The job " + job, () -> controller.deleteJob(job));
            }
            build = controller.jobs().run(HelloJob.on(name, job, tunnel.sidecarUrl()));
        }
        build.awaitStart(BUILD_LIMIT);
        timeLine.now("build started");
        screen.heading("Build log of " + controller.url() + build.path());
        Result result = follow(build);
        timeLine.now("build finished: " + result);
        Tunnel.Traffic carried = tunnel.traffic().since(before);
        carried(carried);
        if (label.isEmpty() && result == Result.SUCCESS) {
            if (!HelloJob.arrivedWhole(build)) {
                throw new IllegalStateException("The archived file is not what the agent sent");
            }
            timeLine.now("archived file compared: SHA-256 is the same on both sides");
        }
        return result;
    }

    private Result follow(Build build) {
        long[] offset = {0};
        return Waiting.forValue(
                () -> {
                    LogPart part = build.logFrom(offset[0]);
                    offset[0] = part.next();
                    part.text().lines().forEach(line -> screen.line("  | " + line));
                    return part.more() ? Optional.empty() : build.result();
                },
                LABEL_LIMIT,
                () -> build + " still runs");
    }

    private void carried(Tunnel.Traffic carried) {
        timeLine.now(String.format(
                "Kafka carried %.0f frames, %s, to the controller",
                carried.framesUp(), Screen.bytes(carried.bytesUp())));
        timeLine.now(String.format(
                "Kafka carried %.0f frames, %s, to the agent",
                carried.framesDown(), Screen.bytes(carried.bytesDown())));
    }

    private void showTimeLine() {
        timeLine.addAll(AgentHistory.read(tunnel.bootstrapServers()));
        screen.heading("Time line");
        timeLine.lines().forEach(screen::line);
    }

    private void showWhereToLook(Controller controller) {
        String logs = Path.of("").toAbsolutePath().relativize(workspace.path().toAbsolutePath()) + "/";
        screen.heading("Look further");
        if (!options.once()) {
            screen.pair("Controller", controller.url().toString());
            screen.pair("agent-broker", tunnel.brokerUrl().resolve("q/health").toString());
            screen.detail(tunnel.brokerUrl().resolve("q/metrics").toString());
            screen.pair("Sidecar", tunnel.sidecarHealth().toString());
            screen.pair("Kafka", tunnel.bootstrapServers() + ", topics remoting-kafka.*");
        }
        screen.pair("Logs", logs);
    }
}
