package io.remotingkafka.benchmarks.kubernetes;

import io.remotingkafka.benchmarks.Benchmark;
import io.remotingkafka.benchmarks.measure.Latencies;
import io.remotingkafka.benchmarks.measure.Load;
import io.remotingkafka.benchmarks.measure.Samples;
import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.testbed.process.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From the request for a Kafka to one that is proved and handed over, against {@code kubectl apply} of the same objects
 * until their pod is ready. Needs a cluster with the images: {@code KUBECONFIG} names it.
 */
public final class KafkaOnKubernetes implements Benchmark {
    private static final double BOUND_SECONDS = 2;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final String NAMESPACE = "remoting-kafka-bench";
    private static final String CLUSTER = "kafka";
    private static final String PASSWORD = "a password of the benchmark";
    private static final String SPEC = "{\"storage\":{\"size\":\"1Gi\"},\"resources\":{\"cpu\":\"100m\"}}";
    private static final String LABELS = "app.kubernetes.io/managed-by=remoting-kafka-provisioner";

    @Override
    public String name() {
        return "kafka-on-kubernetes";
    }

    @Override
    public String summary() {
        return "from the request for a Kafka to a proved one, against kubectl apply of the same objects";
    }

    @Override
    public boolean runsHere() {
        return System.getenv("KUBECONFIG") != null;
    }

    @Override
    public Figures run(Bench bench) {
        Kubectl kubectl = new Kubectl(NAMESPACE);
        kubectl.run("create", "namespace", NAMESPACE);
        try (ServiceProcess provisioner = ServiceProcess.start(
                "provisioner",
                bench.directory().resolve("provisioner"),
                Map.of(
                        "provisioner.login.password",
                        PASSWORD,
                        "provisioner.connections.directory",
                        bench.directory().resolve("connections").toString()))) {
            provisioner.awaitReady();
            ProvisionerRest rest = new ProvisionerRest(provisioner.url(), PASSWORD);
            rest.connect(connection(kubectl));
            bench.say("warming up");
            round(rest, kubectl, new Samples(), new Samples());
            Samples proved = new Samples();
            Samples applied = new Samples();
            Load load = Load.begin();
            int rounds = bench.scale().of(5, 1);
            for (int round = 1; round <= rounds; round++) {
                bench.say("round " + round + " of " + rounds);
                round(rest, kubectl, proved, applied);
            }
            return figures(proved.latencies(), applied.latencies(), load.busyNote());
        } finally {
            kubectl.run("delete", "namespace", NAMESPACE);
        }
    }

    /** One after the other, each from nothing. */
    private static void round(ProvisionerRest rest, Kubectl kubectl, Samples proved, Samples applied) {
        long asked = System.nanoTime();
        rest.apply(CLUSTER, SPEC);
        proved.add(System.nanoTime() - asked);
        String objects = objects(kubectl);
        rest.undo(CLUSTER);
        long begin = System.nanoTime();
        kubectl.feed(objects, "apply", "-f", "-");
        kubectl.run("rollout", "status", "statefulset/" + CLUSTER, "--timeout=5m");
        applied.add(System.nanoTime() - begin);
        kubectl.feed(objects, "delete", "--wait", "-f", "-");
        kubectl.run("delete", "persistentvolumeclaims", "--all", "--wait");
    }

    /** What the provisioner has made, as somebody would have written it. */
    private static String objects(Kubectl kubectl) {
        JsonObject list = new JsonObject(kubectl.run(
                "get",
                "configmaps,secrets,services,networkpolicies,poddisruptionbudgets,statefulsets",
                "--selector",
                LABELS,
                "--output",
                "json"));
        JsonArray objects = list.getJsonArray("items");
        for (int i = 0; i < objects.size(); i++) {
            JsonObject object = objects.getJsonObject(i);
            object.remove("status");
            JsonObject metadata = object.getJsonObject("metadata");
            metadata.fieldNames().retainAll(Set.of("name", "namespace", "labels", "annotations"));
            JsonObject spec = object.getJsonObject("spec", new JsonObject());
            spec.remove("clusterIP");
            spec.remove("clusterIPs");
            if (object.getString("kind").equals("Service")
                    && metadata.getString("name").endsWith("-headless")) {
                spec.put("clusterIP", "None");
            }
        }
        return list.encode();
    }

    private static JsonObject connection(Kubectl kubectl) {
        try {
            String text = Files.readString(Path.of(System.getenv("KUBECONFIG")));
            return new JsonObject()
                    .put("server", view(kubectl, "{.clusters[0].cluster.server}"))
                    .put(
                            "caCertificate",
                            new String(
                                    Base64.getDecoder()
                                            .decode(view(kubectl, "{.clusters[0].cluster.certificate-authority-data}")),
                                    StandardCharsets.US_ASCII))
                    .put("namespace", NAMESPACE)
                    .put(
                            "credentials",
                            new JsonObject().put("kind", "Kubeconfig").put("text", text));
        } catch (IOException e) {
            throw new UncheckedIOException("KUBECONFIG cannot be read", e);
        }
    }

    private static String view(Kubectl kubectl, String path) {
        return kubectl.run("config", "view", "--raw", "--output", "jsonpath=" + path);
    }

    private static Figures figures(Latencies proved, Latencies applied, String loadNote) {
        double overhead = seconds(proved, 0.5) - seconds(applied, 0.5);
        return new Figures(
                List.of(new Table(
                        "A Kafka of one node, from nothing",
                        List.of(new Column("times", ""), new Column("median", "s"), new Column("longest", "s")),
                        List.of(
                                row("provisioner, until it is proved and handed over", proved),
                                row("kubectl apply, until the pod is ready", applied)))),
                List.of(Target.atMost("what the provisioner adds", overhead, BOUND_SECONDS, "s")),
                List.of(
                        "The images are on the node. The provisioner makes certificates, user and proof besides.",
                        loadNote),
                new Chart(
                        "A Kafka of one node, from nothing, median",
                        "s",
                        List.of("time"),
                        List.of(
                                new Chart.Group("provisioner", List.of(seconds(proved, 0.5))),
                                new Chart.Group("kubectl apply", List.of(seconds(applied, 0.5))))));
    }

    private static Row row(String label, Latencies times) {
        return Row.of(label, times.count(), seconds(times, 0.5), seconds(times, 1));
    }

    private static double seconds(Latencies times, double share) {
        return times.micros(share) / MICROS_PER_SECOND;
    }
}
