package io.remotingkafka.benchmarks.start;

import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.process.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Watches a service from before its process begins until it is ready. */
final class StartClock {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    /**
     * What was seen.
     *
     * @param up until its port took connections
     * @param ready until its readiness answered 200
     */
    record Times(Duration up, Duration ready) {}

    private final long startNanos = System.nanoTime();

    private StartClock() {}

    /** To be called right before the process is started. */
    static StartClock begin() {
        return new StartClock();
    }

    Times watch(ServiceProcess service) {
        while (!isUp(service)) {
            if (passed().compareTo(LIMIT) > 0 || !service.process().isAlive()) {
                throw new IllegalStateException(
                        "It does not come up:\n" + service.process().tail());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        Duration up = passed();
        Waiting.forValue(
                () -> Optional.of(service.get("/q/health/ready")).filter(answer -> answer.startsWith("200")),
                LIMIT,
                () -> "It is not ready:\n" + service.process().tail());
        return new Times(up, passed());
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static boolean isUp(ServiceProcess service) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.url().getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The one in the middle, in seconds. */
    static double median(List<Times> times, Function<Times, Duration> which) {
        double[] sorted = times.stream()
                .map(which)
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
