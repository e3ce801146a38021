package io.remotingkafka.agent.supervisor;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.remotingkafka.agent.AgentConfig;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * agent.jar as a child of the sidecar, for machines without Kubernetes: started with the sidecar, started again when it
 * fails, and told to end when the sidecar ends.
 */
@ApplicationScoped
public class AgentProcess {
    private static final Logger LOG = Logger.getLogger(AgentProcess.class);

    private final AgentConfig.Agent config;
    private final Vertx vertx;
    private final RestartPolicy policy = new RestartPolicy();
    private Process process;
    private boolean stopping;
    private volatile int exitCode;

    AgentProcess(AgentConfig config, Vertx vertx) {
        this.config = config.agent();
        this.vertx = vertx;
    }

    /** Starts it, where {@code remoting.agent.command} is set. */
    public void start() {
        config.command().ifPresent(this::start);
    }

    /** How the sidecar's own process is to end. */
    public int exitCode() {
        return exitCode;
    }

    private synchronized void start(List<String> command) {
        if (stopping) {
            return;
        }
        Instant startedAt = Instant.now();
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            LOG.errorf("remoting.agent.command cannot be run: %s", e.getMessage());
            end(127);
            return;
        }
        LOG.infof("agent=%s agent.jar runs pid=%d", config.name(), process.pid());
        var unused = process.onExit()
                .thenAccept(ended -> exited(ended.exitValue(), Duration.between(startedAt, Instant.now())));
    }

    private synchronized void exited(int code, Duration lifetime) {
        LOG.infof("agent=%s agent.jar ended code=%d after %d s", config.name(), code, lifetime.toSeconds());
        if (stopping) {
            return;
        }
        switch (policy.afterExit(code, lifetime)) {
            case RestartPolicy.Decision.End(int exit) -> end(exit);
            case RestartPolicy.Decision.Restart(Duration after) ->
                vertx.setTimer(
                        Math.max(1, after.toMillis()),
                        id -> vertx.executeBlocking(() -> {
                            start();
                            return null;
                        }));
        }
    }

    private void end(int code) {
        exitCode = code;
        Quarkus.asyncExit(code);
    }

    /** Before the tunnel goes: what the agent says last still finds its way. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        Process running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        if (running == null || !running.isAlive()) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(config.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("agent=%s agent.jar did not end within %s, killing it", config.name(), config.stopTimeout());
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
