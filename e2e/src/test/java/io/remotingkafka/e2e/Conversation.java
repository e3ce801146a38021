package io.remotingkafka.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotingkafka.testbed.channel.ByteStream;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.Received;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Both ends of a connection send for as long as something goes wrong in between: fresh bytes all the time, at a pace, so
 * that the outage always finds some on their way. At the end every byte must have come, once.
 */
final class Conversation {
    private final Channel controller;
    private final Channel agent;
    private final ByteStream down;
    private final ByteStream up;
    private final CompletableFuture<Void> downSent;
    private final CompletableFuture<Void> upSent;

    private Conversation(Channel controller, Channel agent, ByteStream down, ByteStream up) {
        this.controller = controller;
        this.agent = agent;
        this.down = down;
        this.up = up;
        this.downSent = controller.send(down);
        this.upSent = agent.send(up);
    }

    /** Sends up and down at that pace for about that long. */
    static Conversation begin(Channel controller, Channel agent, Duration length, long bytesPerSecond) {
        long bytes = length.toSeconds() * bytesPerSecond;
        return new Conversation(
                controller,
                agent,
                ByteStream.of(11, bytes).at(bytesPerSecond),
                ByteStream.of(12, bytes).at(bytesPerSecond));
    }

    /** Sends at once what is asked for. */
    static Conversation begin(Channel controller, Channel agent, ByteStream down, ByteStream up) {
        return new Conversation(controller, agent, down, up);
    }

    /** Waits until bytes have come through in both directions. */
    Conversation flowing() {
        long downBefore = agent.receivedBytes();
        long upBefore = controller.receivedBytes();
        agent.awaitReceived(downBefore + 1, Duration.ofSeconds(30));
        controller.awaitReceived(upBefore + 1, Duration.ofSeconds(30));
        return this;
    }

    /** Waits for the end of both streams, and holds what came against what was sent. */
    void endsComplete(Duration atMost) {
        assertThat(agent.awaitReceived(down.bytes(), atMost)).isEqualTo(Received.of(down));
        assertThat(controller.awaitReceived(up.bytes(), atMost)).isEqualTo(Received.of(up));
        assertThat(downSent).succeedsWithin(Duration.ofSeconds(5));
        assertThat(upSent).succeedsWithin(Duration.ofSeconds(5));
        assertThat(agent.isOpen()).isTrue();
        assertThat(controller.isOpen()).isTrue();
    }
}
