package io.remotingkafka.benchmarks.throughput;

import io.remotingkafka.benchmarks.Benchmark;
import io.remotingkafka.benchmarks.measure.Load;
import io.remotingkafka.benchmarks.parts.Connection;
import io.remotingkafka.benchmarks.parts.Installation;
import io.remotingkafka.benchmarks.parts.KafkaProduction;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import io.remotingkafka.testbed.process.ChildProcess;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Bulk of one agent, up and down. The ways take turns; a round of each, and the median of all rounds. Both ends make and
 * digest the bytes, so that every way pays for the same work beside the carrying.
 */
public final class Throughput implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double MEGA = 1e6;

    enum Way {
        TUNNEL_UP("tunnel, up"),
        TUNNEL_DOWN("tunnel, down"),
        DIRECT_UP("direct WebSocket, up"),
        DIRECT_DOWN("direct WebSocket, down"),
        KAFKA("production to Kafka");

        private final String label;

        Way(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String summary() {
        return "bulk of one agent, up and down, against production to Kafka and a direct WebSocket";
    }

    @Override
    public Figures run(Bench bench) {
        try (var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
                var installation = Installation.start(bench.directory());
                ServiceProcess broker = installation.startBroker("broker", controller.url(), List.of("tunnelled"));
                Installation.Sidecar sidecar = installation.startSidecar("tunnelled");
                KafkaProduction production = KafkaProduction.start(installation.client())) {
            broker.awaitReady();
            sidecar.service().awaitReady();
            try (Connection direct = Connection.open(controller, controller.url(), "direct");
                    Connection tunnelled = Connection.open(controller, sidecar.url(), "tunnelled")) {
                Rounds rounds = new Rounds(
                        new Processes(
                                broker.process(),
                                sidecar.service().process(),
                                installation.kafka().process()),
                        broker,
                        direct,
                        tunnelled,
                        production);
                return rounds.run(bench);
            }
        }
    }

    /** Whose processor time counts. */
    private record Processes(ChildProcess relay, ChildProcess sidecar, ChildProcess kafka) {
        Transfer measure(long bytes, Supplier<Duration> carrying) {
            Duration relayBefore = relay.cpuTime();
            Duration sidecarBefore = sidecar.cpuTime();
            Duration kafkaBefore = kafka.cpuTime();
            Load load = Load.begin();
            Duration time = carrying.get();
            return new Transfer(
                    bytes / MEGA,
                    time,
                    relay.cpuTime().minus(relayBefore),
                    sidecar.cpuTime().minus(sidecarBefore),
                    kafka.cpuTime().minus(kafkaBefore),
                    load.busy());
        }
    }

    private record Rounds(
            Processes processes,
            ServiceProcess broker,
            Connection direct,
            Connection tunnelled,
            KafkaProduction production) {

        Figures run(Bench bench) {
            long bytes = bench.scale().of(60_000_000, 2_000_000);
            bench.say("warming up");
            int recordSize = round(bytes, 32 * 1024, new EnumMap<>(Way.class));
            for (int i = 0; i < bench.scale().of(8, 0); i++) {
                recordSize = round(bytes, recordSize, new EnumMap<>(Way.class));
            }
            Map<Way, List<Transfer>> measured = new EnumMap<>(Way.class);
            Load load = Load.begin();
            int rounds = bench.scale().of(7, 1);
            for (int i = 1; i <= rounds; i++) {
                bench.say("round " + i + " of " + rounds + ", records of " + recordSize + " bytes");
                recordSize = round(bytes, recordSize, measured);
            }
            return ThroughputFigures.of(measured, recordSize, load.note());
        }

        /** All ways once; the size of the records that the tunnel made of it. */
        private int round(long bytes, int recordSize, Map<Way, List<Transfer>> into) {
            double framesBefore = frames();
            add(into, Way.TUNNEL_UP, carry(tunnelled.agent(), tunnelled.controller(), bytes));
            double framesUp = frames() - framesBefore;
            add(into, Way.DIRECT_UP, carry(direct.agent(), direct.controller(), bytes));
            add(into, Way.KAFKA, processes.measure(bytes, () -> production.produce(bytes, recordSize)));
            add(into, Way.TUNNEL_DOWN, carry(tunnelled.controller(), tunnelled.agent(), bytes));
            add(into, Way.DIRECT_DOWN, carry(direct.controller(), direct.agent(), bytes));
            return (int) (bytes / framesUp);
        }

        private double frames() {
            return broker.metric("remoting_relay_frames_total", "direction=\"up\"");
        }

        private Transfer carry(Channel from, Channel to, long bytes) {
            long before = to.receivedBytes();
            return processes.measure(bytes, () -> {
                long start = System.nanoTime();
                var sent = from.send(ByteStream.of(before, bytes));
                to.awaitReceived(before + bytes, LIMIT);
                Duration time = Duration.ofNanos(System.nanoTime() - start);
                sent.join();
                return time;
            });
        }

        private static void add(Map<Way, List<Transfer>> into, Way way, Transfer transfer) {
            into.computeIfAbsent(way, first -> new ArrayList<>()).add(transfer);
        }
    }
}
