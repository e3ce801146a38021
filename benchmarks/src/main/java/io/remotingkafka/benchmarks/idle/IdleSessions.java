package io.remotingkafka.benchmarks.idle;

import io.remotingkafka.benchmarks.Benchmark;
import io.remotingkafka.benchmarks.measure.CpuShare;
import io.remotingkafka.benchmarks.measure.LiveHeap;
import io.remotingkafka.benchmarks.measure.Load;
import io.remotingkafka.benchmarks.parts.Connection;
import io.remotingkafka.benchmarks.parts.Installation;
import io.remotingkafka.benchmarks.report.Chart;
import io.remotingkafka.benchmarks.report.Table;
import io.remotingkafka.benchmarks.report.Table.Column;
import io.remotingkafka.benchmarks.report.Table.Row;
import io.remotingkafka.benchmarks.report.Target;
import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.controller.ConformanceController;
import io.remotingkafka.testbed.controller.ControllerSettings;
import io.remotingkafka.testbed.process.ChildProcess;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What a broker instance pays for sessions in which nothing happens, and what one such session costs both services. */
public final class IdleSessions implements Benchmark {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final double KIB_PER_SESSION = 50;
    /** A few more come with the first session: the client's own and those of the pool of event loops. */
    private static final int THREADS_FOR_ALL = 10;
    /** What "no busy core" means. */
    private static final double BUSY_PERCENT = 10;

    private static final double KIB = 1024;

    @Override
    public String name() {
        return "idle-sessions";
    }

    @Override
    public String summary() {
        return "heap, threads and CPU of a broker with 1,000 idle sessions, and with one, against none";
    }

    /** A broker at one moment. */
    private record State(int sessions, double heapBytes, int threads, double brokerCpu, OptionalDouble sidecarCpu) {
        Row row() {
            return new Row(
                    sessions + (sessions == 1 ? " idle session" : " idle sessions"),
                    List.of(
                            OptionalDouble.of(heapBytes / KIB / KIB),
                            OptionalDouble.of(threads),
                            OptionalDouble.of(brokerCpu),
                            sidecarCpu));
        }
    }

    @Override
    public Figures run(Bench bench) {
        int sessions = bench.scale().of(1_000, 10);
        List<String> agents =
                IntStream.range(0, sessions).mapToObj(i -> "idle-" + i).toList();
        try (var controller = new ConformanceController(ControllerSettings.DEFAULT).start();
                var installation = Installation.start(bench.directory());
                ServiceProcess broker = installation.startBroker("broker", controller.url(), agents)) {
            broker.awaitReady();
            bench.say("waiting until " + sessions + " agents are registered");
            installation.awaitTopics(2 * sessions, LIMIT);
            List<State> states = new ArrayList<>();
            Load load = Load.begin();
            states.add(watch(bench, 0, broker.process(), Optional.empty()));
            try (Installation.Sidecar sidecar = installation.startSidecar(agents.getFirst())) {
                sidecar.service().awaitReady();
                try (Connection one = Connection.open(controller, sidecar.url(), agents.getFirst());
                        PlayedSidecars played = new PlayedSidecars(installation.client())) {
                    states.add(watch(
                            bench,
                            1,
                            broker.process(),
                            Optional.of(sidecar.service().process())));
                    bench.say("opening " + (sessions - 1) + " more");
                    agents.stream().skip(1).forEach(agent -> played.open(agent, controller.addAgent(agent)));
                    Waiting.forValue(
                            () -> played.openSessions() == sessions - 1 ? Optional.of(true) : Optional.empty(),
                            LIMIT,
                            () -> played.openSessions() + " sessions are open; " + played.problems());
                    states.add(watch(
                            bench,
                            sessions,
                            broker.process(),
                            Optional.of(sidecar.service().process())));
                    if (played.openSessions() != sessions - 1 || !one.agent().isOpen()) {
                        throw new IllegalStateException("Sessions were lost meanwhile: " + played.problems());
                    }
                }
            }
            return figures(states, load.note());
        }
    }

    private static State watch(Bench bench, int sessions, ChildProcess broker, Optional<ChildProcess> sidecar) {
        Duration time = Duration.ofSeconds(bench.scale().of(60, 1));
        bench.say("watching " + sessions + " sessions for " + time.toSeconds() + " s");
        // What was left over from getting here.
        LockSupport.parkNanos(time.dividedBy(6).toNanos());
        long heap = LiveHeap.bytes(broker.pid());
        CpuShare brokerCpu = CpuShare.of(broker);
        Optional<CpuShare> sidecarCpu = sidecar.map(CpuShare::of);
        LockSupport.parkNanos(time.toNanos());
        return new State(
                sessions,
                heap,
                broker.threads(),
                brokerCpu.percent(),
                sidecarCpu.map(cpu -> OptionalDouble.of(cpu.percent())).orElse(OptionalDouble.empty()));
    }

    private static Figures figures(List<State> states, String loadNote) {
        State none = states.getFirst();
        State one = states.get(1);
        State all = states.getLast();
        double kib = (all.heapBytes() - none.heapBytes()) / all.sessions() / KIB;
        List<Target> targets = List.of(
                Target.atMost("heap of each idle session", kib, KIB_PER_SESSION, "KiB"),
                Target.atMost(
                        "threads more than without sessions", all.threads() - none.threads(), THREADS_FOR_ALL, ""),
                Target.atMost("CPU of the broker with one idle session", one.brokerCpu(), BUSY_PERCENT, "% of a core"),
                Target.atMost(
                        "CPU of the sidecar with its session idle",
                        one.sidecarCpu().orElseThrow(),
                        BUSY_PERCENT,
                        "% of a core"));
        List<Column> columns = List.of(
                new Column("live heap", "MiB"),
                new Column("threads", ""),
                new Column("broker CPU", "% of a core"),
                new Column("sidecar CPU", "% of a core"));
        return new Figures(
                List.of(new Table(
                        "One broker instance",
                        columns,
                        states.stream().map(State::row).toList())),
                targets,
                List.of(
                        "All agents are registered and their topics read in each row; only the sessions are more. Each"
                                + " session is pinged every 3 s.",
                        loadNote),
                new Chart(
                        "CPU of one broker instance",
                        "% of a core",
                        List.of("broker"),
                        states.stream()
                                .map(state -> new Chart.Group(
                                        state.sessions() + " idle sessions", List.of(state.brokerCpu())))
                                .toList()));
    }
}
