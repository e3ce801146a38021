package io.remotingkafka.testbed.agent;

import io.remotingkafka.testbed.agent.Connector.Connected;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.Waiting;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Stands in for agent.jar: asks, upgrades, waits and comes back as it does, and speaks the {@link Channel} of
 * {@link io.remotingkafka.testbed.controller.ConformanceController} where agent.jar speaks remoting.
 *
 * <pre>{@code
 * var agent = ConformanceAgent.connect(sidecarUrl, "a1", secret);
 * Channel channel = agent.awaitConnected(Duration.ofSeconds(10));
 * channel.send(ByteStream.of(2, 60_000_000));
 * }</pre>
 */
public final class ConformanceAgent implements AutoCloseable {
    private final AgentSettings settings;
    private final Connector connector;
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private ConformanceAgent(AgentSettings settings) {
        this.settings = settings;
        this.connector = new Connector(settings, attempts::add);
    }

    /** Starts a WebSocket agent with agent.jar's own times. */
    public static ConformanceAgent connect(URI url, String name, String secret) {
        return start(AgentSettings.webSocket(url, name, secret));
    }

    /** Starts an agent, which tries until it is connected. */
    public static ConformanceAgent start(AgentSettings settings) {
        ConformanceAgent agent = new ConformanceAgent(settings);
        Thread.ofVirtual().name("agent-" + settings.name()).start(agent::run);
        return agent;
    }

    /** How it was set up. */
    public AgentSettings settings() {
        return settings;
    }

    /** All its questions so far. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** All its connections so far, in their order; the last one may be open. */
    public List<Channel> channels() {
        return List.copyOf(channels);
    }

    /**
     * Its open connection, once there is one.
     *
     * @throws IllegalStateException with what it tried, if there is none in time
     */
    public Channel awaitConnected(Duration atMost) {
        return Waiting.forValue(this::connected, atMost, this::story);
    }

    /**
     * Its open connection, once there is another one than this.
     *
     * @throws IllegalStateException with what it tried, if there is none in time
     */
    public Channel awaitReconnected(Channel former, Duration atMost) {
        return Waiting.forValue(() -> connected().filter(channel -> channel != former), atMost, this::story);
    }

    private Optional<Channel> connected() {
        return channels.stream().filter(Channel::isOpen).reduce((first, second) -> second);
    }

    private String story() {
        return settings + " has no connection; its last attempts: "
                + attempts.subList(Math.max(0, attempts.size() - 10), attempts.size());
    }

    /** SIGKILL: its connection is reset, and it does not come back. */
    public void kill() {
        stopped.countDown();
        channels.forEach(channel -> {
            if (channel.isOpen()) {
                channel.kill();
            }
        });
        connector.reset();
    }

    /** SIGTERM: it closes its connection in order and does not come back. */
    @Override
    public void close() {
        stopped.countDown();
        channels.forEach(channel -> channel.close(End.NORMAL, "the agent was told to stop"));
    }

    private void run() {
        Optional<String> cookie = Optional.empty();
        do {
            Optional<Connected> connected = connectOnce(cookie);
            if (connected.isEmpty()) {
                return;
            }
            Channel channel = connected.get().channel();
            cookie = connected.get().cookie().filter(value -> settings.showsCookie());
            channels.add(channel);
            if (stopped.getCount() == 0) {
                channel.kill();
            }
            channel.ended().join();
        } while (settings.reconnects() && !isStoppedWithin(settings.reconnectAfter()));
    }

    /** Tries until it works; empty where it was stopped before. */
    private Optional<Connected> connectOnce(Optional<String> cookie) {
        return switch (settings.mode()) {
            case WEBSOCKET -> {
                Optional<Boolean> ready =
                        retry(() -> !settings.asksLogin() || connector.login() ? Optional.of(true) : Optional.empty());
                yield ready.isEmpty() ? Optional.empty() : retry(() -> connector.upgrade(cookie));
            }
            case TCP ->
                retry(() -> {
                    Optional<InetSocketAddress> address = connector.listener();
                    return address.isEmpty() ? Optional.empty() : connector.tcp(address.get());
                });
        };
    }

    private <T> Optional<T> retry(Supplier<Optional<T>> step) {
        for (int failures = 0; stopped.getCount() > 0; failures++) {
            Optional<T> result = step.get();
            if (result.isPresent()
                    || isStoppedWithin(settings.retries()
                            .get(Math.min(failures, settings.retries().size() - 1)))) {
                return result;
            }
        }
        return Optional.empty();
    }

    private boolean isStoppedWithin(Duration wait) {
        try {
            return stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
