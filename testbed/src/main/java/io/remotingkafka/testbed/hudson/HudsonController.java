package io.remotingkafka.testbed.hudson;

import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An unmodified Hudson 3.3.2 as a process of its own: a real controller with real builds and TCP agents, from the family
 * that Jenkins comes from. It stands in for Jenkins, whose war is in no package registry. It listens on loopback alone.
 */
public final class HudsonController implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** Where a 2015 program looks into the JDK by reflection. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.ref",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.text",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.desktop/java.awt.font");

    /** It logs this, and listens all the same. */
    private static final String CANNOT_BEGIN = "Failed to initialize Hudson";

    private final Path home;
    private final int httpPort;
    private final int agentPort;
    private final RestClient rest;
    private ChildProcess process;

    private HudsonController(Path home, int httpPort, int agentPort) {
        this.home = home.toAbsolutePath();
        this.httpPort = httpPort;
        this.agentPort = agentPort;
        this.rest = new RestClient(url());
    }

    /** Starts one on free ports and waits until it serves. Its home may be empty, or from an earlier run. */
    public static HudsonController start(Path home) {
        return start(home, FreePorts.one(), FreePorts.one());
    }

    /** Starts one on these ports and waits until it serves. */
    public static HudsonController start(Path home, int httpPort, int agentPort) {
        HudsonController controller = new HudsonController(home, httpPort, agentPort);
        controller.start();
        return controller;
    }

    /** Starts it after {@link #kill} or {@link #stop}, with the same home and ports, and waits until it serves. */
    public void startAgain() {
        if (process.isAlive()) {
            throw new IllegalStateException("It runs");
        }
        start();
    }

    private void start() {
        try {
            Files.createDirectories(home);
            Files.writeString(
                    home.resolve("hudson-security.xml"),
                    "<hudsonSecurityManager><useSecurity>false</useSecurity><slaveAgentPort>" + agentPort
                            + "</slaveAgentPort></hudsonSecurityManager>\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The home of Hudson cannot be written", e);
        }
        process = ChildProcess.start("Hudson", command(), home.resolve("hudson.log"));
        try {
            Waiting.forValue(
                    () -> isServing() ? Optional.of(this) : Optional.empty(),
                    START_LIMIT,
                    () -> "Hudson does not serve. Its log ends:\n" + process.tail());
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private List<String> command() {
        Path war = HudsonFiles.war();
        List<String> command = new ArrayList<>(List.of(HudsonFiles.java().toString()));
        for (String opened : OPENED) {
            command.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-DHUDSON_HOME=" + home,
                // Any free port instead of 33848, the one that all Hudsons of a network share.
                "-Dhudson.udp=0",
                "-cp",
                HudsonFiles.launchers() + java.io.File.pathSeparator + war.resolve("libs") + "/*",
                // By name: the class is for the child alone.
                "io.remotingkafka.testbed.hudson.launch.HudsonMain",
                war + "/",
                String.valueOf(httpPort)));
        return command;
    }

    private boolean isServing() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Hudson has ended. Its log ends:\n" + process.tail());
        }
        if (process.log().contains(CANNOT_BEGIN)) {
            throw new IllegalStateException("Hudson cannot begin. A JDK without the libraries that draw text does that:"
                    + " on Debian, apt-get install libfontconfig1 libfreetype6. Its log ends:\n" + process.tail());
        }
        try {
            // 503 and a page of its own while it starts.
            return rest.get("api/json", BodyHandlers.discarding()).statusCode() == 200
                    && rest.get("tcpSlaveAgentListener/", BodyHandlers.discarding())
                            .headers()
                            .firstValue("X-Hudson-JNLP-Port")
                            .isPresent();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Its URL, with a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + httpPort + "/");
    }

    /** Where its TCP agents connect, past any tunnel. */
    public int agentPort() {
        return agentPort;
    }

    /** Its process. */
    public ChildProcess process() {
        return process;
    }

    /** Its nodes. */
    public HudsonNodes nodes() {
        return new HudsonNodes(rest);
    }

    /** Its jobs. */
    public HudsonJobs jobs() {
        return new HudsonJobs(rest);
    }

    /** All else of its REST API. */
    public RestClient rest() {
        return rest;
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM, and waits. */
    public void stop() {
        process.terminate(STOP_LIMIT);
    }

    @Override
    public void close() {
        process.close();
    }
}
