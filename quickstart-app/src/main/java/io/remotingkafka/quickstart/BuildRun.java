package io.remotingkafka.quickstart;

import io.remotingkafka.quickstart.controller.Controller;
import io.remotingkafka.testbed.channel.Waiting;
import io.remotingkafka.testbed.hudson.Build;
import io.remotingkafka.testbed.hudson.Build.LogPart;
import io.remotingkafka.testbed.hudson.Build.Result;
import java.time.Duration;
import java.util.Optional;

/** A build that is watched: its log on the screen, and on the time line what Kafka carried for it. */
final class BuildRun {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration END_LIMIT = Duration.ofDays(1);

    private final Screen screen;
    private final TimeLine timeLine;
    private final Tunnel tunnel;

    BuildRun(Screen screen, TimeLine timeLine, Tunnel tunnel) {
        this.screen = screen;
        this.timeLine = timeLine;
        this.tunnel = tunnel;
    }

    /** Waits until it is over; {@code before} is what Kafka had carried before it. */
    Result watch(Controller controller, Build build, Tunnel.Traffic before) {
        build.awaitStart(START_LIMIT);
        timeLine.now("build started");
        screen.heading("Build log of " + controller.url() + build.path());
        Result result = follow(build);
        if (build.log().contains("the node went offline")) {
            screen.line("(That was agent-broker: one build, one agent, so it closed the node.)");
        }
        timeLine.now("build finished: " + result);
        carried(tunnel.traffic().since(before));
        return result;
    }

    /** Holds the file of our own job against what the agent sent. */
    void compareFile(Build build) {
        if (!HelloJob.arrivedWhole(build)) {
            throw new IllegalStateException("The archived file is not what the agent sent");
        }
        timeLine.now("archived file compared: SHA-256 is the same on both sides");
    }

    private Result follow(Build build) {
        long[] offset = {0};
        return Waiting.forValue(
                () -> {
                    LogPart part = build.logFrom(offset[0]);
                    offset[0] = part.next();
                    part.text().lines().forEach(line -> screen.quote(line));
                    return part.more() ? Optional.empty() : build.result();
                },
                END_LIMIT,
                () -> build + " still runs");
    }

    private void carried(Tunnel.Traffic carried) {
        timeLine.now(String.format(
                "Kafka carried %.0f frames, %s, to the controller",
                carried.framesUp(), Screen.bytes(carried.bytesUp())));
        timeLine.now(String.format(
                "Kafka carried %.0f frames, %s, to the agent",
                carried.framesDown(), Screen.bytes(carried.bytesDown())));
    }
}
