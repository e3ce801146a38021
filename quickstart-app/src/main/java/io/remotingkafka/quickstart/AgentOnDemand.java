package io.remotingkafka.quickstart;

import io.remotingkafka.quickstart.controller.Controller;
import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.Build.Result;
import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.net.FreePorts;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** On the stand-in: a build is queued, an agent appears because of it, and goes when the build is done. */
final class AgentOnDemand {
    private static final String JOB = "hello-kafka";
    private static final Duration GONE_LIMIT = Duration.ofMinutes(2);

    private final Optional<Integer> port;
    private final Workspace workspace;
    private final Screen screen;
    private final Parts parts;
    private final Tunnel tunnel;
    private final TimeLine timeLine;
    private final BuildRun watching;
    private Controller controller;

    AgentOnDemand(
            Optional<Integer> port,
            Workspace workspace,
            Screen screen,
            Parts parts,
            Tunnel tunnel,
            TimeLine timeLine,
            BuildRun watching) {
        this.port = port;
        this.workspace = workspace;
        this.screen = screen;
        this.parts = parts;
        this.tunnel = tunnel;
        this.timeLine = timeLine;
        this.watching = watching;
    }

    /** Until the build is over and its agent gone; all else is left running. */
    Result run() {
        controller = screen.step("Controller", this::start, found -> found.url().toString());
        screen.detail(controller.version() + ", standing in for Jenkins; it has no agent");
        screen.step(
                "Kafka",
                () -> {
                    tunnel.startKafka();
                    return tunnel.bootstrapServers();
                },
                servers -> servers + ", in this process");
        ProcessPool pool = new ProcessPool(workspace);
        screen.step(
                "agent-broker",
                () -> {
                    tunnel.startBroker(pool.brokerSettings(controller.url()));
                    return pool;
                },
                written -> "watches the controller's build queue");
        screen.detail("its pool " + ProcessPool.NAME + " has agents as processes of this machine");
        return build();
    }

    private Controller start() {
        int chosen = port.orElseGet(FreePorts::one);
        if (!FreePorts.isFree(chosen)) {
            throw new CannotGoOnException("Port " + chosen
                    + " is in use on 127.0.0.1. Name another with --port, or leave --port out for a free one.");
        }
        HudsonController hudson = HudsonController.start(workspace.directory("controller"), chosen, FreePorts.one());
        parts.add("The controller", hudson::close);
        return Controller.at(hudson.url(), hudson.rest());
    }

    Controller controller() {
        return controller;
    }

    private Result build() {
        Tunnel.Traffic before = tunnel.traffic();
        timeLine.now("build asked for; it needs a node with the label " + ProcessPool.NAME);
        Build build = screen.step(
                "Build",
                () -> controller
                        .jobs()
                        .run(HelloJob.on(
                                ProcessPool.NAME,
                                JOB,
                                "Its agent was made for it, and knows one address: its sidecar's.")),
                queued -> JOB + ", queued: no node can take it yet");
        Result result = watching.watch(controller, build, before);
        if (result == Result.SUCCESS) {
            watching.compareFile(build);
        }
        screen.heading("The agent has done its work");
        screen.step("Agent", this::awaitGone, gone -> "gone: process, node and topics");
        timeLine.now("the controller has no node of the pool any more");
        tellStory();
        return result;
    }

    private Result awaitGone() {
        return Waiting.forValue(
                () -> controller.hasNodeOf(ProcessPool.NAME) || !tunnel.isWithoutAgentTopics()
                        ? Optional.empty()
                        : Optional.of(Result.SUCCESS),
                GONE_LIMIT,
                () -> "The agent is still there, see " + workspace.path().resolve("agent-broker"));
    }

    /** What agent-broker did for the build, in its own words. */
    private void tellStory() {
        new JsonObject(tunnel.story(JOB))
                .getJsonArray("steps").stream()
                        .map(JsonObject.class::cast)
                        .forEach(step -> timeLine.at(
                                Instant.parse(step.getString("at")), "queue item: " + step.getString("text")));
    }
}
