package io.remotingkafka.quickstart;

import io.remotingkafka.testbed.hudson.RemotingAgent;
import io.remotingkafka.testbed.process.JavaCommand;
import io.remotingkafka.testbed.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pool of agents that are processes of this machine, as an administrator would write it. */
final class ProcessPool {
    /** The pool's name, and its nodes' label. */
    static final String NAME = "kafka";

    private final Workspace workspace;
    private final Path pools;

    ProcessPool(Workspace workspace) {
        this.workspace = workspace;
        this.pools = workspace.directory("pools");
        try {
            Files.writeString(pools.resolve(NAME + ".yaml"), """
                    apiVersion: remotingkafka.io/v1alpha1
                    kind: AgentPool
                    metadata: { name: %1$s }
                    spec:
                      labels: [%1$s]
                      maxAgents: 2
                      process:
                        command: [%2$s]
                    """.formatted(NAME, command()));
        } catch (IOException e) {
            throw new UncheckedIOException("The pool cannot be written", e);
        }
    }

    private String command() {
        Path none = workspace.directory("template");
        List<String> words =
                new ArrayList<>(RemotingAgent.command(URI.create("http://sidecar/"), "name", "none", none));
        words.subList(words.size() - 3, words.size()).clear();
        words.addAll(List.of("${JENKINS_URL}", "${JENKINS_AGENT_NAME}", "${JENKINS_SECRET_FILE}"));
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    /** What agent-broker has to know for it. */
    Map<String, String> brokerSettings(URI controller) {
        Path sidecar = ProjectRoot.find().resolve("agent/target/quarkus-app/quarkus-run.jar");
        return Map.of(
                "remoting.controllers.main.url",
                controller.toString(),
                "remoting.pools.directory",
                pools.toAbsolutePath().toString(),
                "remoting.launch.process.directory",
                workspace.directory("agents").toAbsolutePath().toString(),
                "remoting.launch.process.sidecar",
                JavaCommand.java() + ",-Xmx128m,-XX:+UseSerialGC,-XX:TieredStopAtLevel=1,-jar," + sidecar,
                // Nothing was there before it that could come back late.
                "remoting.scaling.settle",
                "1s");
    }
}
