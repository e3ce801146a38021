package io.remotingkafka.benchmarks.online;

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
import io.remotingkafka.testbed.hudson.HudsonController;
import io.remotingkafka.testbed.hudson.RemotingAgent;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * From the start of a stock agent's process until the real controller calls its node online, with the sidecar running: the
 * agent's own start is a part of it, as it is in a pod. Through the tunnel and past it in turns.
 */
public final class AgentOnline implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final double BOUND = 1.3;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final String NODE = "measured";

    @Override
    public String name() {
        return "agent-online";
    }

    @Override
    public String summary() {
        return "start of a stock agent until its node is online, through the tunnel against direct";
    }

    @Override
    public Figures run(Bench bench) {
        try (var controller =
                        HudsonController.start(bench.directory().resolve("home").toAbsolutePath());
                var installation = Installation.start(bench.directory());
                ServiceProcess broker = installation.startBroker("broker", controller.url(), List.of(NODE));
                Installation.Sidecar sidecar = installation.startSidecar(NODE)) {
            controller.nodes().create(NODE, bench.directory().resolve("remote"));
            broker.awaitReady();
            sidecar.service().awaitReady();
            String secret = controller.nodes().secret(NODE);
            Samples direct = new Samples();
            Samples tunnelled = new Samples();
            bench.say("warming up");
            online(bench, controller, controller.url(), secret);
            online(bench, controller, sidecar.url(), secret);
            Load load = Load.begin();
            double before = frames(broker);
            int rounds = bench.scale().of(7, 1);
            for (int i = 1; i <= rounds; i++) {
                bench.say("round " + i + " of " + rounds);
                tunnelled.add(online(bench, controller, sidecar.url(), secret));
                direct.add(online(bench, controller, controller.url(), secret));
            }
            double frames = (frames(broker) - before) / rounds;
            return figures(tunnelled.latencies(), direct.latencies(), frames, load.busyNote());
        }
    }

    /** What came down so far: the answers that the agent waited for, for the most part. */
    private static double frames(ServiceProcess broker) {
        return broker.metric("remoting_relay_frames_total", "direction=\"down\"");
    }

    private static long online(Bench bench, HudsonController controller, URI url, String secret) {
        long start = System.nanoTime();
        try (RemotingAgent agent =
                RemotingAgent.start(url, NODE, secret, bench.directory().resolve("agent"))) {
            controller.nodes().awaitOnline(NODE, LIMIT);
            long time = System.nanoTime() - start;
            agent.terminate();
            controller.nodes().awaitOffline(NODE, LIMIT);
            return time;
        }
    }

    private static Figures figures(Latencies tunnelled, Latencies direct, double frames, String loadNote) {
        double excess = (tunnelled.micros(0.5) - direct.micros(0.5)) / MICROS_PER_MILLI;
        List<Column> columns = List.of(new Column("starts", ""), new Column("median", "s"), new Column("longest", "s"));
        return new Figures(
                List.of(new Table(
                        "Start of the agent's process until its node is online",
                        columns,
                        List.of(row("through the tunnel", tunnelled), row("direct", direct)))),
                List.of(Target.atMost(
                        "agent start until online, through the tunnel over direct",
                        tunnelled.micros(0.5) / direct.micros(0.5),
                        BOUND,
                        "x")),
                List.of(
                        "Hudson 3.3.2 and its stock agent over TCP; the sidecar runs and the agent's topics are there.",
                        String.format(
                                Locale.ROOT,
                                "A start takes %.0f frames down; through the tunnel it is %.0f ms longer, which is %.2f ms for each of them.",
                                frames,
                                excess,
                                excess / frames),
                        loadNote),
                new Chart(
                        "Agent start until online, median",
                        "s",
                        List.of("time"),
                        List.of(
                                new Chart.Group("through the tunnel", List.of(seconds(tunnelled, 0.5))),
                                new Chart.Group("direct", List.of(seconds(direct, 0.5))))));
    }

    private static Row row(String label, Latencies times) {
        return Row.of(label, times.count(), seconds(times, 0.5), seconds(times, 1));
    }

    private static double seconds(Latencies times, double share) {
        return times.micros(share) / MICROS_PER_SECOND;
    }
}
