package io.remotingkafka.benchmarks.start;

import io.remotingkafka.benchmarks.Benchmark;
import io.remotingkafka.benchmarks.measure.Load;
import io.remotingkafka.benchmarks.parts.Connection;
import io.remotingkafka.benchmarks.parts.Installation;
import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long the services take to start, and how much memory they take, as native executables and in the JVM. */
public final class StartTimes implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final double START_SECONDS = 0.1;
    private static final double SIDECAR_MIB = 64;
    private static final String AGENT = "started";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "start and memory of both services, native against JVM";
    }

    @Override
    public Figures run(Bench bench) {
        List<Form> forms = Form.built();
        List<Row> rows = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        List<Chart.Group> groups = new ArrayList<>();
        Load load = Load.begin();
        for (Form form : forms) {
            Services services =
                    form.in(() -> measure(bench.with(bench.directory().resolve(form.label())), form));
            rows.add(services.broker().row(form.label() + ", agent-broker"));
            rows.add(services.sidecar().row(form.label() + ", agent"));
            groups.add(new Chart.Group(
                    form.label(),
                    List.of(services.broker().upSeconds(), services.sidecar().upSeconds())));
            if (form == Form.NATIVE) {
                targets.add(
                        Target.atMost("start of agent-broker", services.broker().upSeconds(), START_SECONDS, "s"));
                targets.add(Target.atMost("start of agent", services.sidecar().upSeconds(), START_SECONDS, "s"));
                targets.add(Target.atMost(
                        "memory of agent under load", services.sidecar().loadedMiB(), SIDECAR_MIB, "MiB"));
            }
        }
        List<String> notes = new ArrayList<>(List.of(
                "Up: its port takes connections. Ready: Kafka, topics and controller are found. Median of the starts.",
                "Memory under load: the most that was resident, after bulk in both directions.",
                load.busyNote()));
        if (!forms.contains(Form.NATIVE)) {
            notes.add(
                    "No native executables: build them with mvn package -Pnative -pl agent,agent-broker -am, and run this again.");
        }
        return new Figures(
                List.of(new Table("Start and memory", Started.COLUMNS, rows)),
                targets,
                notes,
                new Chart(
                        "From start until its port takes connections", "s", List.of("agent-broker", "agent"), groups));
    }

    private record Services(Started broker, Started sidecar) {}

    private static Services measure(Bench bench, Form form) {
        int starts = bench.scale().of(5, 1);
        try (var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
                var installation = Installation.start(bench.directory())) {
            bench.say("starting agent-broker as " + form.label());
            List<StartClock.Times> brokers = new ArrayList<>();
            for (int i = 1; i < starts; i++) {
                StartClock clock = StartClock.begin();
                try (ServiceProcess broker = broker(installation, controller, i)) {
                    brokers.add(clock.watch(broker));
                }
            }
            StartClock clock = StartClock.begin();
            try (ServiceProcess broker = broker(installation, controller, starts)) {
                brokers.add(clock.watch(broker));
                bench.say("starting agent as " + form.label());
                List<StartClock.Times> sidecars = new ArrayList<>();
                for (int i = 1; i < starts; i++) {
                    StartClock sidecarClock = StartClock.begin();
                    try (Installation.Sidecar sidecar = installation.startSidecar(AGENT)) {
                        sidecars.add(sidecarClock.watch(sidecar.service()));
                    }
                }
                StartClock sidecarClock = StartClock.begin();
                try (Installation.Sidecar sidecar = installation.startSidecar(AGENT)) {
                    sidecars.add(sidecarClock.watch(sidecar.service()));
                    return underLoad(bench, controller, broker, sidecar, brokers, sidecars);
                }
            }
        }
    }

    private static ServiceProcess broker(Installation installation, ConformanceController controller, int number) {
        return installation.startBroker("broker-" + number, controller.url(), List.of(AGENT));
    }

    private static Services underLoad(
            Bench bench,
            ConformanceController controller,
            ServiceProcess broker,
            Installation.Sidecar sidecar,
            List<StartClock.Times> brokers,
            List<StartClock.Times> sidecars) {
        try (Connection connection = Connection.open(controller, sidecar.url(), AGENT)) {
            long brokerIdle = broker.process().residentKiB();
            long sidecarIdle = sidecar.service().process().residentKiB();
            bench.say("carrying bulk");
            long bytes = bench.scale().of(300_000_000, 2_000_000);
            carry(connection.agent(), connection.controller(), bytes);
            carry(connection.controller(), connection.agent(), bytes);
            return new Services(
                    Started.of(brokers, brokerIdle, broker.process().mostResidentKiB()),
                    Started.of(
                            sidecars, sidecarIdle, sidecar.service().process().mostResidentKiB()));
        }
    }

    private static void carry(Channel from, Channel to, long bytes) {
        var sent = from.send(ByteStream.of(1, bytes));
        to.awaitReceived(bytes, LIMIT);
        sent.join();
    }

    /**
     * How a service started, and what it takes.
     *
     * @param upSeconds until its port takes connections
     * @param readySeconds until it says that it is ready
     */
    private record Started(double upSeconds, double readySeconds, double idleMiB, double loadedMiB) {
        static final List<Column> COLUMNS = List.of(
                new Column("up", "s"),
                new Column("ready", "s"),
                new Column("memory idle", "MiB"),
                new Column("memory under load", "MiB"));
        private static final double KIB_PER_MIB = 1024;

        static Started of(List<StartClock.Times> times, long idleKiB, long loadedKiB) {
            return new Started(
                    StartClock.median(times, StartClock.Times::up),
                    StartClock.median(times, StartClock.Times::ready),
                    idleKiB / KIB_PER_MIB,
                    loadedKiB / KIB_PER_MIB);
        }

        Row row(String label) {
            return Row.of(label, upSeconds, readySeconds, idleMiB, loadedMiB);
        }
    }
}
