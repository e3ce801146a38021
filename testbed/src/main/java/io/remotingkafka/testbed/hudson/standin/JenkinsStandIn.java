package io.remotingkafka.testbed.hudson.standin;

import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.hudson.HudsonNodes;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Main class of the image that stands in for {@code jenkins/jenkins} on the test node, where no Jenkins can be had: a Hudson 3.3.2
 * behind a front that has Jenkins's agent doors. Of the image's contract it keeps {@code JENKINS_HOME}, the ports 8080 and
 * {@code JENKINS_SLAVE_AGENT_PORT} (50000), and {@code CASC_JENKINS_CONFIG}, of which it applies permanent nodes.
 */
public final class JenkinsStandIn {
    private static final System.Logger LOG = System.getLogger(JenkinsStandIn.class.getName());
    private static final Duration FOR_EVER = Duration.ofDays(10_000);
    private static final int HTTP = 8080;
    private static final int INNER_HTTP = 18_080;
    private static final int INNER_AGENTS = 15_000;

    private JenkinsStandIn() {}

    /** Runs until SIGTERM, or until Hudson ends. */
    public static void main(String[] args) {
        Path home = Path.of(environment("JENKINS_HOME").orElse("/var/jenkins_home"));
        int agents =
                environment("JENKINS_SLAVE_AGENT_PORT").map(Integer::parseInt).orElse(50_000);
        HudsonController hudson = HudsonController.start(home, INNER_HTTP, INNER_AGENTS);
        environment("CASC_JENKINS_CONFIG").map(Path::of).ifPresent(file -> configure(hudson.nodes(), file));
        Vertx vertx = Vertx.vertx();
        new ControllerFront(vertx, hudson, agents)
                .listen(HTTP)
                .onSuccess(v -> LOG.log(
                        Level.INFO, "The stand-in (Hudson 3.3.2) serves on " + HTTP + ", TCP agents on " + agents))
                .onFailure(e -> {
                    LOG.log(Level.ERROR, "Port " + HTTP + " or " + agents + " cannot be opened: " + e.getMessage());
                    System.exit(1);
                });
        int code = hudson.process().awaitEnd(FOR_EVER);
        LOG.log(Level.ERROR, "Hudson has ended with " + code);
        System.exit(1);
    }

    private static void configure(HudsonNodes nodes, Path file) {
        for (ConfigurationAsCode.Node node : ConfigurationAsCode.nodes(file)) {
            if (nodes.exists(node.name())) {
                LOG.log(Level.INFO, "Node " + node.name() + " is there");
            } else {
                nodes.create(node.name(), Path.of(node.remoteFs()), node.labels(), node.executors(), node.exclusive());
                LOG.log(Level.INFO, "Node " + node.name() + " made");
            }
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
