package io.remotingkafka.testbed.process;

import io.remotingkafka.testbed.net.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * One of our services as a process: the native executable where the system property {@value #NATIVE} is true, else the
 * JVM's form. Its settings are a file in its working directory, as an administrator would write them.
 */
public final class ServiceProcess implements AutoCloseable {
    /** The system property that asks for native executables. */
    public static final String NATIVE = "services.native";

    private static final int CONFIGURATION = 78;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String module;
    private final ChildProcess process;
    private final int httpPort;

    private ServiceProcess(String module, ChildProcess process, int httpPort) {
        this.module = module;
        this.process = process;
        this.httpPort = httpPort;
    }

    /**
     * Starts a service and does not wait.
     *
     * @param module {@code agent} or {@code agent-broker}
     * @param directory for its settings and its log; its name tells this instance from others in messages
     * @param settings its configuration; the port of health and metrics is added
     */
    public static ServiceProcess start(String module, Path directory, Map<String, String> settings) {
        int httpPort = FreePorts.one();
        Map<String, String> all = new TreeMap<>(settings);
        all.putIfAbsent("quarkus.http.port", String.valueOf(httpPort));
        try {
            Path config = Files.createDirectories(directory.resolve("config"));
            Properties properties = new Properties();
            properties.putAll(all);
            try (var out = Files.newBufferedWriter(config.resolve("application.properties"))) {
                properties.store(out, "Written by the testbed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The settings of " + module + " cannot be written", e);
        }
        ChildProcess process = ChildProcess.start(
                module + " in " + directory.getFileName(),
                command(module),
                directory.resolve("log.txt"),
                directory,
                Map.of());
        return new ServiceProcess(module, process, Integer.parseInt(all.get("quarkus.http.port")));
    }

    /**
     * Starts a service's program with a command line, to do that and to end.
     *
     * @param directory for its log
     * @param environment beside this process's own
     */
    public static ChildProcess command(
            String module, Path directory, Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(command(module));
        line.addAll(List.of(arguments));
        return ChildProcess.start(
                module + " " + arguments[0], line, directory.resolve("log.txt"), directory, environment);
    }

    /** Whether a service has been built in the form that is asked for. */
    public static boolean isBuilt(String module) {
        return Files.exists(program(module));
    }

    private static List<String> command(String module) {
        Path program = program(module);
        if (!Files.exists(program)) {
            throw new IllegalStateException(program + " is missing: build the module " + module + " first");
        }
        return Boolean.getBoolean(NATIVE)
                ? List.of(program.toString())
                : List.of(
                        JavaCommand.java().toString(),
                        // Small at first: there may be many of them.
                        "-Xms32m",
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        program.toString());
    }

    private static Path program(String module) {
        Path target = ProjectRoot.find().resolve(module).resolve("target");
        return Boolean.getBoolean(NATIVE)
                ? target.resolve(module + "-" + ProjectRoot.VERSION + "-runner")
                : target.resolve("quarkus-app").resolve("quarkus-run.jar");
    }

    /** Its own HTTP port: health and metrics. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + httpPort + "/");
    }

    /** The process itself. */
    public ChildProcess process() {
        return process;
    }

    /** Waits until it says that it is ready. */
    public ServiceProcess awaitReady() {
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (true) {
            String last = get("/q/health/ready");
            if (last.startsWith("200")) {
                return this;
            }
            if (Instant.now().isAfter(deadline) || !process.isAlive()) {
                throw new IllegalStateException(module + " is not ready: " + last + "\n" + process.tail());
            }
            process.pause(Duration.ofMillis(100));
        }
    }

    /**
     * Waits for the end of a service that is not to start with its settings, and gives what it says.
     *
     * @throws IllegalStateException if it runs on, ends with another code than {@value #CONFIGURATION} or prints a stack
     *     trace, which is for developers and not for administrators
     */
    public String awaitSettingsRefused(Duration atMost) {
        int exit = process.awaitEnd(atMost);
        String log = process.log();
        int said = log.indexOf("Cannot start");
        // Before it, a machine that is very busy may have had Vert.x warn of a blocked thread, with that thread's
        // stack.
        if (exit != CONFIGURATION || said < 0 || log.substring(said).contains("\tat ")) {
            throw new IllegalStateException(module + " ended with " + exit + " where " + CONFIGURATION
                    + " and one line are expected. Its log ends:\n" + process.tail());
        }
        return log;
    }

    /** Status and body of a resource of its HTTP port, or why there is none. */
    public String get(String path) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            return "no answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The sum of a metric over all its labels; 0 where it does not exist yet. */
    public double metric(String name) {
        return metric(name, "");
    }

    /** The sum of a metric over all its series with this label, as Prometheus prints it: {@code direction="up"}. */
    public double metric(String name, String label) {
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
