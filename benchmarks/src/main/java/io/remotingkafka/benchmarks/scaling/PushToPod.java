package io.remotingkafka.benchmarks.scaling;

import io.remotingkafka.benchmarks.Benchmark;
import io.remotingkafka.benchmarks.measure.Latencies;
import io.remotingkafka.benchmarks.measure.Load;
import io.remotingkafka.benchmarks.measure.Samples;
import io.remotingkafka.benchmarks.parts.Installation;
import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.benchmarks.scaling.Milestones.Milestone;
import io.remotingkafka.testbed.process.ServiceProcess;
import io.remotingkafka.testbed.simulated.SimulatedJenkins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From a controller's push that a build waits until the broker asks the API server for a pod; without pushes in turns. */
public final class PushToPod implements Benchmark {
    private static final double BOUND_MILLIS = 100;
    private static final String SECRET = "what only the controller knows";
    private static final String POOL = "measured";

    @Override
    public String name() {
        return "push-to-pod";
    }

    @Override
    public String summary() {
        return "from a push of the controller to the request for a pod, against the queue watch alone";
    }

    @Override
    public Figures run(Bench bench) {
        try (var installation = Installation.start(bench.directory());
                SimulatedJenkins jenkins = SimulatedJenkins.start();
                PlayedApiServer api = PlayedApiServer.start();
                ServiceProcess broker = installation.startBroker(
                        "broker", jenkins.url(), List.of(), settings(bench.directory(), api))) {
            broker.awaitReady();
            Push push = new Push(broker.url(), SECRET);
            bench.say("warming up");
            Samples first = measure(bench.scale().of(20, 1), jenkins, api, push::send);
            // For as long as the times still get shorter: Kafka and the broker compile what they do again and again.
            measure(bench.scale().of(400, 3), jenkins, api, push::send);
            Milestones milestones = new Milestones();
            jenkins.onRequest((method, path) -> asked(milestones, method, path));
            api.onRequest((method, path) -> asked(milestones, method, path));
            Samples pushed = new Samples();
            Samples watched = new Samples();
            Load load = Load.begin();
            int rounds = bench.scale().of(20, 1);
            for (int round = 1; round <= rounds; round++) {
                bench.say("round " + round + " of " + rounds);
                pushed.addAll(measure(
                        20,
                        jenkins,
                        api,
                        () -> {
                            milestones.begin();
                            push.send();
                        },
                        milestones::end));
                watched.addAll(measure(2, jenkins, api, () -> {}));
            }
            return figures(first.latencies(), pushed.latencies(), watched.latencies(), milestones.table(), load.note());
        }
    }

    private static Map<String, String> settings(Path directory, PlayedApiServer api) {
        try {
            Path pools = Files.createDirectories(directory.resolve("pools"));
            Files.writeString(pools.resolve(POOL + ".yaml"), """
                    apiVersion: remotingkafka.io/v1alpha1
                    kind: AgentPool
                    metadata: { name: %1$s }
                    spec:
                      labels: [%1$s]
                      maxAgents: 10000
                      startTimeout: 1h
                      template: { spec: { containers: [ { name: jnlp, image: jenkins/inbound-agent } ] } }
                    """.formatted(POOL));
            return Map.of(
                    "remoting.pools.directory",
                    pools.toAbsolutePath().toString(),
                    "remoting.kubernetes.server",
                    api.url().toString(),
                    "remoting.kubernetes.namespace",
                    "builds",
                    "remoting.controllers.main.push-secret",
                    SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException("The pool cannot be written", e);
        }
    }

    /** Builds that come one after the other, each when the one before has its pod. */
    private static Samples measure(int builds, SimulatedJenkins jenkins, PlayedApiServer api, Runnable told) {
        return measure(builds, jenkins, api, told, () -> {});
    }

    private static Samples measure(
            int builds, SimulatedJenkins jenkins, PlayedApiServer api, Runnable told, Runnable ended) {
        Samples samples = new Samples();
        for (int build = 0; build < builds; build++) {
            // Builds do not come in step with the broker's clock.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100 + 37L * build % 400));
            jenkins.queue().add(POOL);
            long begin = System.nanoTime();
            told.run();
            samples.add(awaitPod(api) - begin);
            ended.run();
        }
        return samples;
    }

    private static void asked(Milestones milestones, String method, String path) {
        switch (method + " " + path.replaceFirst("/" + POOL + "-[^/]*", "/AGENT")) {
            case "GET /computer/api/json" -> milestones.reached(Milestone.NODES_READ);
            case "GET /queue/api/json" -> milestones.reached(Milestone.QUEUE_READ);
            case "POST /computer/doCreateItem" -> milestones.reached(Milestone.NODE_MADE);
            case "GET /computer/AGENT/jenkins-agent.jnlp" -> milestones.reached(Milestone.SECRET_READ);
            case "POST /api/v1/namespaces/builds/secrets" -> milestones.reached(Milestone.SECRET_MADE);
            case "POST /api/v1/namespaces/builds/pods" -> milestones.reached(Milestone.POD_MADE);
            default -> {
                // Not on the way to a pod.
            }
        }
    }

    private static long awaitPod(PlayedApiServer api) {
        try {
            Long at = api.pods().poll(1, TimeUnit.MINUTES);
            if (at == null) {
                throw new IllegalStateException("No pod was asked for in a minute");
            }
            return at;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static Figures figures(Latencies first, Latencies pushed, Latencies watched, Table parts, String loadNote) {
        return new Figures(
                List.of(
                        new Table(
                                "A build waits until the broker asks for its pod",
                                List.of(
                                        new Column("builds", ""),
                                        new Column("median", "ms"),
                                        new Column("p99", "ms"),
                                        new Column("longest", "ms")),
                                List.of(
                                        row("pushed", pushed),
                                        row("pushed, the first of a new broker and Kafka", first),
                                        row("watched", watched))),
                        parts),
                List.of(Target.atMost("push to the request for a pod, p99", millis(pushed, 0.99), BOUND_MILLIS, "ms")),
                List.of(
                        "The controller and the API server are played; Kafka and the broker are real. Before the pod the"
                                + " agent's topics, its node and its Secret are made.",
                        "Pushes are sent as the script in k8s/jenkins sends them. The script itself was not run.",
                        loadNote),
                new Chart(
                        "A build waits until the broker asks for its pod",
                        "ms",
                        List.of("median", "p99"),
                        List.of(
                                new Chart.Group("pushed", List.of(millis(pushed, 0.5), millis(pushed, 0.99))),
                                new Chart.Group("watched", List.of(millis(watched, 0.5), millis(watched, 0.99))))));
    }

    private static Row row(String label, Latencies times) {
        return Row.of(label, times.count(), millis(times, 0.5), millis(times, 0.99), millis(times, 1));
    }

    private static double millis(Latencies times, double share) {
        return times.micros(share) / 1_000;
    }
}
