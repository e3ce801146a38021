package io.remotingkafka.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.net.FreePorts;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sidecar as the parent of agent.jar, played by shell scripts. No Kafka is needed for it. */
class SupervisorIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private ServiceProcess service;

    private ServiceProcess start(String command) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", "127.0.0.1:" + FreePorts.one());
        settings.put("remoting.agent.name", "a1");
        settings.put("remoting.agent.port", "0");
        settings.put("remoting.agent.tcp-port", "0");
        settings.put("remoting.agent.stop-timeout", "2s");
        settings.put("remoting.agent.command", command);
        service = ServiceProcess.start("agent", directory.resolve("service"), settings);
        return service;
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    /** A command that runs these lines, with {@code $LOG} to write to. */
    private String script(String... lines) throws IOException {
        Path script = directory.resolve("agent.sh");
        Files.writeString(script, "LOG=" + log() + "\n" + String.join("\n", lines) + "\n");
        return "/bin/sh," + script;
    }

    private Path log() {
        return directory.resolve("agent.log");
    }

    private List<String> logged() throws IOException {
        return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    }

    @Test
    void anAgentThatFailsIsStartedAgain() throws IOException {
        start(script("echo started >> $LOG", "[ $(wc -l < $LOG) -ge 2 ] || exit 3", "exec sleep 60"));

        await().atMost(SOON).until(() -> logged().size() == 2);

        assertThat(service.process().log()).contains("agent.jar ended code=3");
        assertThat(service.process().isAlive()).isTrue();
    }

    @Test
    void anAgentWhoseWorkIsDoneEndsTheSidecarWithItsCode() throws IOException {
        start(script("exit 0"));

        assertThat(service.process().awaitEnd(SOON)).isZero();
        assertThat(service.process().log()).contains("agent.jar ended code=0");
    }

    @Test
    void aCommandThatCannotBeRunIsNamed() {
        start("/no/such/java,-jar,agent.jar");

        assertThat(service.process().awaitEnd(SOON)).isEqualTo(127);
        assertThat(service.process().log()).contains("remoting.agent.command", "/no/such/java");
    }

    @Test
    void sigtermIsPassedOnAndTheAgentsEndIsWaitedFor() throws IOException {
        start(script(
                "trap 'echo told >> $LOG; sleep 0.5; echo done >> $LOG; exit 0' TERM",
                "echo started >> $LOG",
                "while :; do sleep 0.05; done"));
        await().atMost(SOON).until(() -> logged().contains("started"));

        int exit = service.process().terminate(SOON);

        assertThat(logged()).containsExactly("started", "told", "done");
        assertThat(exit).as("128 and SIGTERM's number").isEqualTo(143);
    }

    @Test
    void anAgentThatDoesNotEndIsKilled() throws IOException {
        start(script("trap '' TERM", "echo $$ >> $LOG", "while :; do sleep 0.05; done"));
        await().atMost(SOON).until(() -> !logged().isEmpty());
        long pid = Long.parseLong(logged().getFirst());

        service.process().terminate(SOON);

        await().atMost(SOON)
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(service.process().log()).contains("did not end within", "killing it");
    }
}
