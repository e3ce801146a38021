package io.remotingkafka.testbed.agent;

import io.remotingkafka.testbed.channel.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How a conformance agent is set up.
 *
 * @param url of its controller, or of what stands in for it
 * @param mode how it connects
 * @param retries how long it waits after its first, second, … failure; the last one again and again
 * @param reconnectAfter how long after a drop it is back at its first question
 * @param reconnects whether it comes back after a drop
 * @param asksLogin whether it asks for {@code /login} before each upgrade, as agent.jar does
 * @param showsCookie whether it shows its former connection's cookie then: it does not where it has executed itself anew
 */
public record AgentSettings(
        URI url,
        String name,
        String secret,
        Mode mode,
        List<Duration> retries,
        Duration reconnectAfter,
        boolean reconnects,
        boolean showsCookie,
        boolean asksLogin,
        Duration writeLimit) {
    /** agent.jar's waits, for {@code /login} and the upgrade each. */
    public static final List<Duration> REAL_RETRIES = seconds(1, 3, 7, 10);
    /** A TCP agent's wait between two looks at {@code tcpSlaveAgentListener/}. */
    public static final List<Duration> REAL_TCP_RETRIES = seconds(10);

    /** Which of agent.jar's ways to connect. */
    public enum Mode {
        /** {@code -webSocket}. */
        WEBSOCKET,
        /** JNLP4-connect. */
        TCP
    }

    public AgentSettings {
        retries = List.copyOf(retries);
        url = url.toString().endsWith("/") ? url : URI.create(url + "/");
    }

    /** {@code java -jar agent.jar -webSocket -url U -name N -secret S}, with agent.jar's own times. */
    public static AgentSettings webSocket(URI url, String name, String secret) {
        return new AgentSettings(
                url,
                name,
                secret,
                Mode.WEBSOCKET,
                REAL_RETRIES,
                Duration.ofSeconds(1),
                true,
                false,
                true,
                Channel.WRITE_LIMIT);
    }

    /** {@code java -jar agent.jar -url U -name N -secret S}, with agent.jar's own times. */
    public static AgentSettings tcp(URI url, String name, String secret) {
        return new AgentSettings(
                url,
                name,
                secret,
                Mode.TCP,
                REAL_TCP_RETRIES,
                Duration.ofSeconds(10),
                true,
                false,
                true,
                Channel.WRITE_LIMIT);
    }

    /** Waits that long, instead of agent.jar's times, before it tries again and before it reconnects. */
    public AgentSettings withRetries(Duration wait) {
        return new AgentSettings(
                url, name, secret, mode, List.of(wait), wait, reconnects, showsCookie, asksLogin, writeLimit);
    }

    /** Gives up when its connection drops ({@code -noReconnect}). */
    public AgentSettings withoutReconnect() {
        return new AgentSettings(
                url, name, secret, mode, retries, reconnectAfter, false, showsCookie, asksLogin, writeLimit);
    }

    /** Reconnects within the same process, and shows its cookie. */
    public AgentSettings withCookie() {
        return new AgentSettings(
                url, name, secret, mode, retries, reconnectAfter, reconnects, true, asksLogin, writeLimit);
    }

    /** Upgrades without asking for {@code /login}, which slows down agents that come back too often. */
    public AgentSettings withoutLogin() {
        return new AgentSettings(
                url, name, secret, mode, retries, reconnectAfter, reconnects, showsCookie, false, writeLimit);
    }

    /** Waits at most that long for a single write. */
    public AgentSettings withWriteLimit(Duration limit) {
        return new AgentSettings(
                url, name, secret, mode, retries, reconnectAfter, reconnects, showsCookie, asksLogin, limit);
    }

    private static List<Duration> seconds(int... seconds) {
        return java.util.Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
    }

    @Override
    public String toString() {
        return "agent " + name + " at " + url;
    }
}
