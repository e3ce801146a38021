package io.remotingkafka.broker.launch;

import io.quarkus.runtime.StartupEvent;
import io.remotingkafka.broker.BrokerConfig;
import io.remotingkafka.broker.pool.AgentPool;
import io.remotingkafka.protocol.event.ProvisioningFailure;
import io.remotingkafka.protocol.event.ProvisioningFailure.ContainerCrashed;
import io.remotingkafka.protocol.event.ProvisioningFailure.PlatformUnavailable;
import io.remotingkafka.protocol.naming.AgentId;
import io.remotingkafka.protocol.naming.AgentName;
import io.remotingkafka.protocol.naming.ControllerName;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Agents as processes of the broker's machine: for each a sidecar, which starts agent.jar. They end with the broker; what a
 * killed broker leaves behind, the next one ends.
 */
@ApplicationScoped
class ProcessLauncher implements Launcher {
    private static final Logger LOG = Logger.getLogger(ProcessLauncher.class);

    private final BrokerConfig broker;
    private final LaunchConfig.ProcessSettings config;
    private final Map<String, Object> kafka;
    private final Map<AgentId, Process> processes = new ConcurrentHashMap<>();

    ProcessLauncher(
            BrokerConfig broker, LaunchConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.broker = broker;
        this.config = config.process();
        this.kafka = kafka;
    }

    /** Before the relay serves: an agent that is ended anyway would else connect once more, and take a build with it. */
    void endLeftovers(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        endLeftovers();
    }

    @Override
    public boolean runs(AgentPool.Launch launch) {
        return launch instanceof AgentPool.Launch.LocalProcess;
    }

    @Override
    public String remoteRoot(AgentName agent) {
        // The node's name is a pool's and a hash: safe as a file's.
        return root().resolve(agent.value()).resolve("work").toString();
    }

    @Override
    public String noun() {
        return "process";
    }

    private Path root() {
        return config.directory().toAbsolutePath();
    }

    private AgentDirectory directory(AgentId agent) {
        return new AgentDirectory(root().resolve(agent.agent().value()));
    }

    @Override
    public Prepared prepare(AgentOrder order) {
        return secret -> launch(order, secret);
    }

    private Optional<ProvisioningFailure> launch(AgentOrder order, String secret) {
        if (config.sidecar().isEmpty()) {
            return Optional.of(new ProvisioningFailure.AdmissionDenied(
                    "pool " + order.pool().name() + " has spec.process, but remoting.launch.process.sidecar is not set:"
                            + " it is the sidecar's command line"));
        }
        AgentId agent = order.agent();
        if (processes.containsKey(agent)) {
            return Optional.empty();
        }
        AgentDirectory directory = directory(agent);
        try {
            int port = freePort();
            directory.prepare(settings(order, secret, directory, port), secret);
            ProcessBuilder builder = new ProcessBuilder(config.sidecar().get())
                    .directory(directory.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.log().toFile());
            builder.environment().putAll(environment(agent, secret, directory, port));
            Process process = builder.start();
            directory.remember(process.toHandle());
            processes.put(agent, process);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new PlatformUnavailable("the sidecar cannot be started: " + e.getMessage()));
        }
    }

    private Map<String, String> settings(AgentOrder order, String secret, AgentDirectory directory, int port) {
        Map<String, String> settings = SidecarSettings.of(kafka, broker.prefix(), order.agent());
        settings.put("quarkus.http.port", "0");
        settings.put("remoting.agent.port", String.valueOf(port));
        settings.put("remoting.agent.tcp-port", "0");
        Map<String, String> environment = environment(order.agent(), secret, directory, port);
        if (order.pool().launch() instanceof AgentPool.Launch.LocalProcess(List<String> command)) {
            settings.put(
                    "remoting.agent.command",
                    command.stream()
                            .map(word -> replaced(word, environment))
                            // Commas separate words, and the value is an expression.
                            .map(word -> word.replace("\\", "\\\\")
                                    .replace(",", "\\,")
                                    .replace("${", "\\${"))
                            .collect(Collectors.joining(",")));
        }
        settings.putAll(config.settings());
        return settings;
    }

    private static Map<String, String> environment(AgentId agent, String secret, AgentDirectory directory, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JENKINS_URL", "http://127.0.0.1:" + port + "/");
        environment.put("JENKINS_AGENT_NAME", agent.agent().value());
        environment.put("JENKINS_SECRET", secret);
        environment.put("JENKINS_SECRET_FILE", directory.secretFile().toString());
        environment.put("JENKINS_AGENT_WORKDIR", directory.workDirectory().toString());
        environment.put("JENKINS_WEB_SOCKET", "true");
        return environment;
    }

    private static String replaced(String word, Map<String, String> environment) {
        String result = word;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            result = result.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return result;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public Map<AgentName, Instance> instances(ControllerName controller) {
        Map<AgentName, Instance> instances = new TreeMap<>();
        processes.forEach((agent, process) -> {
            if (agent.controller().equals(controller)) {
                instances.put(agent.agent(), process.isAlive() ? new Instance.Running() : ended(agent, process));
            }
        });
        return instances;
    }

    private Instance ended(AgentId agent, Process process) {
        return new Instance.Ended(new ContainerCrashed("the sidecar ended with code " + process.exitValue()
                + ". Its log ends:\n" + directory(agent).lastLines()));
    }

    @Override
    public Set<AgentName> existing(ControllerName controller) {
        return processes.keySet().stream()
                .filter(agent -> agent.controller().equals(controller))
                .map(AgentId::agent)
                .collect(Collectors.toSet());
    }

    @Override
    public void stop(AgentId agent, boolean failed) throws IOException {
        Process process = processes.get(agent);
        if (process != null) {
            end(process.toHandle());
        }
        directory(agent).delete();
        processes.remove(agent);
    }

    private void end(ProcessHandle process) throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().get(config.stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("pid=%d did not end within %s, killing it", process.pid(), config.stopTimeout());
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IOException("process " + process.pid() + " cannot be waited for", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void endLeftovers() {
        if (config.sidecar().isEmpty() || !Files.isDirectory(root())) {
            return;
        }
        try (Stream<Path> directories = Files.list(root())) {
            for (Path path : directories.filter(Files::isDirectory).toList()) {
                AgentDirectory directory = new AgentDirectory(path);
                Optional<ProcessHandle> leftover = directory.leftover();
                if (leftover.isPresent()) {
                    LOG.infof(
                            "agent=%s pid=%d was left by an earlier broker: ending it",
                            path.getFileName(), leftover.get().pid());
                    end(leftover.get());
                }
                if (Files.exists(path.resolve("pid"))) {
                    directory.delete();
                }
            }
        } catch (IOException e) {
            LOG.errorf("remoting.launch.process.directory=%s cannot be tidied: %s", root(), e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        for (AgentId agent : List.copyOf(processes.keySet())) {
            try {
                stop(agent, false);
            } catch (IOException e) {
                LOG.warnf("agent=%s is not wholly removed: %s", agent, e.getMessage());
            }
        }
    }
}
