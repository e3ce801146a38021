package io.remotingkafka.quickstart;

import io.remotingkafka.quickstart.controller.Controller;
import io.remotingkafka.testbed.hudson.Build.Result;
import java.nio.file.Path;

/** From nothing to a build whose agent reaches its controller through Kafka. */
final class Demonstration {
    private final Options.Run options;
    private final Workspace workspace;
    private final Screen screen;
    private final Parts parts;
    private final Tunnel tunnel;
    private final TimeLine timeLine = new TimeLine();

    Demonstration(Options.Run options, Workspace workspace, Screen screen, Parts parts) {
        this.options = options;
        this.workspace = workspace;
        this.screen = screen;
        this.parts = parts;
        this.tunnel = new Tunnel(workspace, parts);
    }

    /** Whether the build succeeded; all is left running. */
    boolean run() {
        BuildRun watching = new BuildRun(screen, timeLine, tunnel);
        return options.own()
                .map(own -> {
                    screen.line("Remoting over Kafka: a build whose agent reaches its controller through Kafka");
                    screen.line("");
                    PermanentAgent agent =
                            new PermanentAgent(own, workspace, screen, parts, tunnel, timeLine, watching);
                    Result result = agent.run();
                    show(agent.controller());
                    return result;
                })
                .orElseGet(() -> {
                    screen.line("Remoting over Kafka: an agent that appears because a build waits, and works");
                    screen.line("through Kafka alone");
                    screen.line("");
                    AgentOnDemand agent =
                            new AgentOnDemand(options.port(), workspace, screen, parts, tunnel, timeLine, watching);
                    Result result = agent.run();
                    show(agent.controller());
                    return result;
                })
                .equals(Result.SUCCESS);
    }

    private void show(Controller controller) {
        timeLine.addAll(AgentHistory.read(tunnel.bootstrapServers()));
        screen.heading("Time line");
        timeLine.lines().forEach(screen::line);
        String logs = Path.of("").toAbsolutePath().relativize(workspace.path().toAbsolutePath()) + "/";
        screen.heading("Look further");
        if (!options.once()) {
            screen.pair("Controller", controller.url().toString());
            screen.pair("agent-broker", tunnel.brokerUrl().resolve("q/health").toString());
            screen.detail(tunnel.brokerUrl().resolve("q/metrics").toString());
            screen.detail(tunnel.brokerUrl().resolve("api/queue").toString());
            tunnel.sidecarHealth().ifPresent(health -> screen.pair("Sidecar", health.toString()));
            screen.pair("Kafka", tunnel.bootstrapServers() + ", topics remoting-kafka.*");
        }
        screen.pair("Logs", logs);
    }
}
