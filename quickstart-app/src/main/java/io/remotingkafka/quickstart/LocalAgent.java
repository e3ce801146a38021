package io.remotingkafka.quickstart;

import io.remotingkafka.quickstart.controller.Family;
import io.remotingkafka.testbed.hudson.RemotingAgent;
import io.remotingkafka.testbed.process.ChildProcess;
import io.remotingkafka.testbed.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The stock agent, started with the sidecar's address and no other. */
final class LocalAgent {
    /** What stands for the secret where the broker keeps it. */
    private static final String PLACEHOLDER = "0".repeat(64);

    private LocalAgent() {}

    /** Whether the broker can add the secret: over TCP it is inside the agent's own bytes. */
    static boolean bringsItsSecret(Family family) {
        return switch (family) {
            case JENKINS -> false;
            case HUDSON -> true;
        };
    }

    static ChildProcess start(Family family, URI sidecar, String name, String secret, Path directory) {
        return switch (family) {
            case HUDSON -> RemotingAgent.start(sidecar, name, secret, directory).process();
            case JENKINS ->
                ChildProcess.start(
                        "agent.jar",
                        List.of(
                                JavaCommand.java().toString(),
                                "-Xmx256m",
                                "-jar",
                                download(sidecar, directory).toString(),
                                "-url",
                                sidecar.toString(),
                                "-name",
                                name,
                                "-secret",
                                PLACEHOLDER,
                                "-webSocket",
                                "-workDir",
                                directory.toString()),
                        directory.resolve("agent.log"));
        };
    }

    /** The controller's own agent.jar, through the tunnel. */
    private static Path download(URI sidecar, Path directory) {
        Path jar = directory.resolve("agent.jar");
        try (InputStream in = sidecar.resolve("jnlpJars/agent.jar").toURL().openStream()) {
            Files.copy(in, jar);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("The controller's agent.jar did not come through the tunnel", e);
        }
    }
}
