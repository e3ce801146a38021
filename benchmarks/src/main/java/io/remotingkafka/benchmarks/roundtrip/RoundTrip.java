package io.remotingkafka.benchmarks.roundtrip;

import io.remotingkafka.benchmarks.Benchmark;
import io.remotingkafka.benchmarks.measure.Latencies;
import io.remotingkafka.benchmarks.measure.Load;
import io.remotingkafka.benchmarks.measure.Samples;
import io.remotingkafka.benchmarks.parts.Connection;
import io.remotingkafka.benchmarks.parts.Installation;
import io.remotingkafka.benchmarks.parts.KafkaEcho;
import io.remotingkafka.benchmarks.parts.KafkaEndToEnd;
import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;

/**
 * How long a small call takes from the agent to the controller and back. The ways take turns, a few calls each, so
 * that whatever else the machine does meets all of them.
 */
public final class RoundTrip implements Benchmark {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final double MEDIAN_BOUND = 1.2;
    private static final double TAIL_BOUND = 1.5;
    /** A small one, and an empty call of Jenkins's: 9.6 KB, which remoting sends in two messages. */
    private static final List<Integer> SIZES = List.of(200, 9_600);

    private static final int CALLS_A_TURN = 10;
    /** As long as each of Kafka's two ways rests while a call goes through the tunnel: the other way and both sockets. */
    private static final long REST_NANOS = 2_000_000;

    private enum Way {
        TUNNEL("through the tunnel, there and back"),
        KAFKA("Kafka's own, one way"),
        KAFKA_RESTED("Kafka's own, one way, each after 2 ms of rest"),
        KAFKA_ECHO("Kafka's own, there and back"),
        WEB_SOCKET("direct WebSocket, there and back");

        private final String label;

        Way(String label) {
            this.label = label;
        }
    }

    @Override
    public String name() {
        return "round-trip";
    }

    @Override
    public String summary() {
        return "small calls, agent to controller and back, against twice Kafka's own latency and a direct WebSocket";
    }

    @Override
    public Figures run(Bench bench) {
        try (var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
                var installation = Installation.start(bench.directory());
                ServiceProcess broker = installation.startBroker("broker", controller.url(), List.of("tunnelled"));
                Installation.Sidecar sidecar = installation.startSidecar("tunnelled");
                KafkaEndToEnd kafka = KafkaEndToEnd.start(installation.client());
                KafkaEcho echo = KafkaEcho.start(installation.client())) {
            broker.awaitReady();
            sidecar.service().awaitReady();
            try (Connection direct = Connection.open(controller, controller.url(), "direct");
                    Connection tunnelled = Connection.open(controller, sidecar.url(), "tunnelled")) {
                Map<Way, IntToLongFunction> ways = new EnumMap<>(Way.class);
                ways.put(Way.TUNNEL, size -> tunnelled.agent().call(size, LIMIT).toNanos());
                ways.put(Way.KAFKA, kafka::nanos);
                ways.put(Way.KAFKA_RESTED, size -> {
                    LockSupport.parkNanos(REST_NANOS);
                    return kafka.nanos(size);
                });
                ways.put(Way.KAFKA_ECHO, echo::nanos);
                ways.put(
                        Way.WEB_SOCKET, size -> direct.agent().call(size, LIMIT).toNanos());
                return measure(bench, ways);
            }
        }
    }

    private static Figures measure(Bench bench, Map<Way, IntToLongFunction> ways) {
        // Until the services' JVMs have compiled what is hot: before that, their compilers take a third of the
        // processor time.
        bench.say("warming up");
        for (int size : SIZES) {
            takeTurns(ways, size, bench.scale().of(1_200, 2));
        }
        List<Row> rows = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        List<Chart.Group> groups = new ArrayList<>();
        Load load = Load.begin();
        for (int size : SIZES) {
            bench.say("measuring calls of " + size + " bytes");
            Map<Way, Latencies> measured = takeTurns(ways, size, bench.scale().of(300, 5));
            measured.forEach((way, times) -> rows.add(row(size + " B, " + way.label, times)));
            Latencies tunnel = measured.get(Way.TUNNEL);
            Latencies kafka = measured.get(Way.KAFKA);
            targets.add(target("p50", size, tunnel.micros(0.5), kafka.micros(0.5), MEDIAN_BOUND));
            targets.add(target("p99", size, tunnel.micros(0.99), kafka.micros(0.99), TAIL_BOUND));
            groups.add(group(size + " B, p50", measured, 0.5));
            groups.add(group(size + " B, p99", measured, 0.99));
        }
        List<Column> columns = List.of(
                new Column("calls", ""),
                new Column("p50", "us"),
                new Column("p90", "us"),
                new Column("p99", "us"),
                new Column("max", "us"));
        return new Figures(
                List.of(new Table("Latency of small calls, one at a time", columns, rows)),
                targets,
                List.of(load.note()),
                new Chart(
                        "Round trip of small calls",
                        "us",
                        List.of("tunnel", "2 x Kafka's own", "Kafka there and back", "direct WebSocket"),
                        groups));
    }

    private static Map<Way, Latencies> takeTurns(Map<Way, IntToLongFunction> ways, int size, int turns) {
        Map<Way, Samples> samples = new EnumMap<>(Way.class);
        ways.keySet().forEach(way -> samples.put(way, new Samples()));
        for (int turn = 0; turn < turns; turn++) {
            ways.forEach((way, call) -> {
                for (int i = 0; i < CALLS_A_TURN; i++) {
                    samples.get(way).add(call.applyAsLong(size));
                }
            });
        }
        Map<Way, Latencies> latencies = new EnumMap<>(Way.class);
        samples.forEach((way, times) -> latencies.put(way, times.latencies()));
        return latencies;
    }

    private static Row row(String label, Latencies times) {
        return Row.of(label, times.count(), times.micros(0.5), times.micros(0.9), times.micros(0.99), times.micros(1));
    }

    private static Target target(String share, int size, double tunnel, double kafka, double bound) {
        return Target.atMost(
                "round trip of " + size + " B, " + share + ", over twice Kafka's own",
                tunnel / (2 * kafka),
                bound,
                "x");
    }

    private static Chart.Group group(String label, Map<Way, Latencies> measured, double share) {
        return new Chart.Group(
                label,
                List.of(
                        measured.get(Way.TUNNEL).micros(share),
                        2 * measured.get(Way.KAFKA).micros(share),
                        measured.get(Way.KAFKA_ECHO).micros(share),
                        measured.get(Way.WEB_SOCKET).micros(share)));
    }
}
