package io.remotingkafka.testbed.hudson;

import io.remotingkafka.testbed.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A stock hudson-remoting 3.0.3 agent as a process of its own, over TCP. It knows one address: the URL that it is given, a
 * sidecar's or, for comparison, the controller's own.
 */
public final class RemotingAgent implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final ChildProcess process;

    private RemotingAgent(ChildProcess process) {
        this.process = process;
    }

    /**
     * Starts an agent and does not wait.
     *
     * @param url the sidecar's
     * @param directory for its log and what else it writes
     */
    public static RemotingAgent start(URI url, String name, String secret, Path directory) {
        List<String> command = command(url, name, secret, directory);
        return new RemotingAgent(
                ChildProcess.start("Agent " + name, command, directory.resolve("agent.log"), directory, Map.of()));
    }

    /** Starts one that speaks WebSocket, as Jenkins's agent.jar does, and does not wait. */
    public static RemotingAgent startWebSocket(URI url, String name, String secret, Path directory) {
        List<String> command = java("io.remotingkafka.testbed.hudson.launch.InboundAgentMain");
        Map<String, String> environment = Map.of(
                "JENKINS_URL",
                url.toString(),
                "JENKINS_AGENT_NAME",
                name,
                "JENKINS_SECRET",
                secret,
                "JENKINS_WEB_SOCKET",
                "true");
        return new RemotingAgent(
                ChildProcess.start("Agent " + name, command, directory.resolve("agent.log"), directory, environment));
    }

    /**
     * The command line of such an agent, for a sidecar that starts it ({@code remoting.agent.command}).
     *
     * @param directory for the file with its secret
     */
    public static List<String> command(URI url, String name, String secret, Path directory) {
        List<String> command = java("io.remotingkafka.testbed.hudson.launch.RemotingAgentMain");
        command.addAll(
                List.of(url.toString(), name, secretFile(secret, directory).toString()));
        return command;
    }

    private static List<String> java(String main) {
        return new ArrayList<>(List.of(
                HudsonFiles.java().toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                HudsonFiles.launchers() + java.io.File.pathSeparator + HudsonFiles.remoting(),
                // By name: the class is for the child alone.
                main));
    }

    private static Path secretFile(String secret, Path directory) {
        try {
            Path file = Files.createDirectories(directory.toAbsolutePath()).resolve("secret");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, secret);
        } catch (IOException e) {
            throw new UncheckedIOException("The secret of an agent cannot be written", e);
        }
    }

    /** Its process, with its log. */
    public ChildProcess process() {
        return process;
    }

    /** Its process's number. */
    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM, and waits. */
    public void terminate() {
        process.terminate(STOP_LIMIT);
    }

    @Override
    public void close() {
        process.close();
    }
}
