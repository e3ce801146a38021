package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.FreestyleJob;
import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.hudson.RemotingAgent;
import io.remotingkafka.testbed.process.JavaCommand;
import io.remotingkafka.testbed.process.ProjectRoot;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that appear because a build waits, and go when it is done: the real controller, agents as processes. */
class OnDemandE2E {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PUSH_SECRET = "a shared secret";
    /** Somebody else's, though they look like ours. */
    private static final String LOOK_ALIKE = "linux-0123456789";

    private static final String LOOK_ALIKE_TOPIC = "remoting-kafka-2.main.agent.linux--0123456789.up";
    /** Of an agent whose broker was killed before it wrote the agent down. */
    private static final String LEFT_BEHIND = "remoting-kafka.main.agent.linux--00000000aa.down";

    @TempDir
    private static Path directory;

    private static HudsonController controller;
    private static Installation installation;
    private static Installation.Broker broker;

    @BeforeAll
    static void start() throws IOException {
        controller = HudsonController.start(directory.resolve("home"));
        Path pools = Files.createDirectories(directory.resolve("pools"));
        Files.writeString(pools.resolve("linux.yaml"), """
                apiVersion: remotingkafka.io/v1alpha1
                kind: AgentPool
                metadata: { name: linux }
                spec:
                  labels: [linux, process]
                  maxAgents: 2
                  startTimeout: 90s
                  process:
                    command: [%s]
                """.formatted(agentCommand()));
        Path sidecar = ProjectRoot.find().resolve("agent/target/quarkus-app/quarkus-run.jar");
        installation = Installation.start(directory, controller.url(), "broker")
                .withBrokerSetting("remoting.pools.directory", pools.toString())
                .withBrokerSetting("remoting.scaling.settle", "3s")
                .withBrokerSetting("remoting.controllers.main.push-secret", PUSH_SECRET)
                .withBrokerSetting("remoting.launch.process.directory", agents().toString())
                .withBrokerSetting(
                        "remoting.launch.process.sidecar",
                        JavaCommand.java() + ",-Xmx128m,-XX:+UseSerialGC,-jar," + sidecar);
        broker = installation.broker("broker");
    }

    private static String agentCommand() {
        List<String> words = new ArrayList<>(
                RemotingAgent.command(URI.create("http://sidecar/"), "name", "secret", directory.resolve("template")));
        words.subList(words.size() - 3, words.size()).clear();
        words.addAll(List.of("${JENKINS_URL}", "${JENKINS_AGENT_NAME}", "${JENKINS_SECRET_FILE}"));
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    private static Path agents() {
        return directory.resolve("agents");
    }

    @AfterAll
    static void stop() {
        installation.close();
        controller.close();
    }

    @Test
    void anAgentAppearsBecauseABuildWaitsAndNothingIsLeft() {
        // When
        Build build = controller
                .jobs()
                .run(FreestyleJob.of("on-demand", "linux && process", "echo built on $NODE_NAME; sleep 3"));
        Build.Result result = build.awaitResult(LONG);

        // Then
        assertThat(result).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        assertThat(build.log()).containsPattern("built on linux-[0-9a-f]{10}");
        awaitNothingLeft();
        assertThat(story("on-demand"))
                .containsSubsequence(
                        "seen", "matched pool linux", "requested", "created", "process", "connected", "left the queue");
    }

    @Test
    void aBurstNeverExceedsThePoolsCap() {
        // Given
        List<Build> builds = IntStream.range(0, 3)
                .mapToObj(number ->
                        controller.jobs().run(FreestyleJob.of("burst-" + number, "linux", "echo $NODE_NAME; sleep 1")))
                .toList();
        List<Integer> seen = new ArrayList<>();

        // When
        await().atMost(LONG.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    seen.add(agentProcesses().size());
                    return builds.stream().allMatch(build -> build.result().isPresent());
                });

        // Then
        assertThat(builds).allSatisfy(build -> assertThat(build.result()).contains(Build.Result.SUCCESS));
        assertThat(seen).allMatch(count -> count <= 2);
        assertThat(builds.stream().map(Build::log).map(log -> log.replaceAll("(?s).*(linux-[0-9a-f]{10}).*", "$1")))
                .as("one build, one agent")
                .doesNotHaveDuplicates();
        awaitNothingLeft();
    }

    @Test
    void aBrokerThatIsKilledLeavesNothingBehindAndOthersThingsAlone() throws Exception {
        // Given
        controller.nodes().create(LOOK_ALIKE, directory.resolve("other"));
        makeTopic(LOOK_ALIKE_TOPIC);
        makeTopic(LEFT_BEHIND);
        Build build = controller.jobs().run(FreestyleJob.of("survivor", "linux", "echo $NODE_NAME; sleep 1"));

        // When it is killed while an agent is made, and again while one is taken away
        await().atMost(LONG).until(() -> !nodes().isEmpty());
        killAndStartBroker();
        Build.Result result = build.awaitResult(LONG.multipliedBy(2));
        killAndStartBroker();

        // Then
        assertThat(result).as(build.log()).isEqualTo(Build.Result.SUCCESS);
        awaitNothingLeft();
        assertThat(controller.rest().text("computer/api/json")).contains(LOOK_ALIKE);
        assertThat(topics()).contains(LOOK_ALIKE_TOPIC);
        controller.nodes().delete(LOOK_ALIKE);
    }

    @Test
    void thePushesOfJenkinssScriptAreTakenAndThoseOfAStrangerAreNot() {
        // Given
        URI address = broker.service().url().resolve("/api/controllers/main/queue-events");
        QueuePushScript script = QueuePushScript.run(address, PUSH_SECRET);
        QueuePushScript stranger = QueuePushScript.run(address, "a guess");

        // When
        script.enterBuildable(1);
        await().atMost(SOON).until(() -> answers(202) == 1);
        script.leave(1);
        stranger.leave(1);

        // Then
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(answers(202)).isEqualTo(2);
            assertThat(answers(401)).isEqualTo(1);
        });
    }

    private static double answers(int status) {
        return broker.service().metric("http_server_requests_seconds_count", "status=\"" + status + "\"");
    }

    private static void killAndStartBroker() {
        broker.service().kill();
        broker = installation.broker("broker");
    }

    private static void makeTopic(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    /** The directories of agents' processes, and of those that have lost theirs. */
    private static Set<String> agentProcesses() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> all = Files.exists(agents()) ? Files.list(agents()) : Stream.empty()) {
            all.map(Path::toString).forEach(found::add);
        }
        ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                .flatMap(OnDemandE2E::target)
                .filter(workingDirectory -> workingDirectory.startsWith(agents().toString()))
                // A build works below its agent's directory.
                .map(workingDirectory -> workingDirectory.replace(" (deleted)", ""))
                .map(workingDirectory -> agents().resolve(
                                agents().relativize(Path.of(workingDirectory)).getName(0)))
                .map(Path::toString)
                .forEach(found::add);
        return found;
    }

    private static Stream<String> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            // It has ended meanwhile.
            return Stream.empty();
        }
    }

    private static List<String> nodes() {
        return controller.rest().json("computer/api/json").getJsonArray("computer").stream()
                .map(node -> ((JsonObject) node).getString("displayName"))
                .filter(name -> name.startsWith("linux-") && !name.equals(LOOK_ALIKE))
                .toList();
    }

    private static void awaitNothingLeft() {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(agentProcesses()).as("processes").isEmpty();
            assertThat(nodes()).as("nodes").isEmpty();
            assertThat(topics()).as("topics").noneMatch(topic -> topic.startsWith("remoting-kafka.main.agent."));
        });
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", installation.kafka().settings().bootstrapServers()));
    }

    private static String story(String job) {
        return broker.service().get("/api/queue/main/" + job);
    }
}
