package io.remotingkafka.testbed.agent;

import io.remotingkafka.testbed.agent.Attempt.Step;
import io.remotingkafka.testbed.agent.Requests.Open;
import io.remotingkafka.testbed.agent.Requests.Reply;
import io.remotingkafka.testbed.channel.Channel;
import io.remotingkafka.testbed.channel.Channels;
import io.remotingkafka.testbed.channel.HttpHead;
import io.remotingkafka.testbed.channel.JnlpHandshake;
import io.remotingkafka.testbed.channel.Sockets;
import io.remotingkafka.testbed.channel.WebSocketKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The questions by which an agent connects, one by one; each leaves an {@link Attempt}. */
final class Connector {
    /** A connection, and the cookie that came with it. */
    record Connected(Channel channel, Optional<String> cookie) {}

    private static final int MAX_REDIRECTS = 5;
    private static final String CAPABILITY = "rO0ABXNyABpodWRzb24ucmVtb3RpbmcuQ2FwYWJpbGl0eQ==";

    private final AgentSettings settings;
    private final Consumer<Attempt> attempts;
    private volatile Socket upgrading = new Socket();

    Connector(AgentSettings settings, Consumer<Attempt> attempts) {
        this.settings = settings;
        this.attempts = attempts;
    }

    /** Resets the connection of an upgrade that is not answered yet; one that is open is the channel's. */
    void reset() {
        Sockets.reset(upgrading);
    }

    /** {@code GET login}, without credentials and without agent headers; redirects are followed. */
    boolean login() {
        URI at = settings.url().resolve("login");
        try {
            Reply reply = Requests.get(at, Map.of());
            for (int i = 0; i < MAX_REDIRECTS && reply.status() / 100 == 3; i++) {
                at = at.resolve(reply.head().header("Location").orElse("/"));
                reply = Requests.get(at, Map.of());
            }
            return tell(Step.LOGIN, reply).head().status() == 200;
        } catch (IOException e) {
            return failed(Step.LOGIN, e);
        }
    }

    /** The upgrade; empty where it was not answered with 101 and all that belongs to it. */
    Optional<Connected> upgrade(Optional<String> cookie) {
        URI url = settings.url().resolve("wsagents/");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Node-Name", settings.name());
        headers.put("Secret-Key", settings.secret());
        headers.put("X-Remoting-Capability", CAPABILITY);
        cookie.ifPresent(value -> headers.put("Connection-Cookie", value));
        Map<String, String> all = Requests.webSocket(url, headers);
        try {
            Open open = Requests.send(url, all, socket -> upgrading = socket);
            HttpHead head = tell(Step.UPGRADE, open.reply()).head();
            if (head.status() != 101) {
                open.socket().close();
                return Optional.empty();
            }
            check(head, all.get("Sec-WebSocket-Key"));
            return Optional.of(new Connected(
                    Channels.webSocketOfAgent(open.socket(), open.in(), settings.writeLimit()),
                    head.header("Connection-Cookie")));
        } catch (IOException e) {
            failed(Step.UPGRADE, e);
            return Optional.empty();
        }
    }

    /** What agent.jar relies on; without it, it would fail in a way that is hard to read. */
    private static void check(HttpHead head, String key) throws IOException {
        if (!head.header("Sec-WebSocket-Accept").equals(Optional.of(WebSocketKey.accept(key)))) {
            throw new IOException("Sec-WebSocket-Accept does not fit the key");
        }
        if (head.header("X-Remoting-Capability").isEmpty()) {
            throw new IOException("the answer has no X-Remoting-Capability");
        }
        if (head.header("Sec-WebSocket-Extensions").isPresent()) {
            throw new IOException("the answer has an extension that was not asked for");
        }
    }

    /** {@code GET tcpSlaveAgentListener/}: where the agent port is. */
    Optional<InetSocketAddress> listener() {
        try {
            Reply reply = Requests.get(
                    settings.url().resolve("tcpSlaveAgentListener/"), Map.of("Node-Name", settings.name()));
            HttpHead head = tell(Step.LISTENER, reply).head();
            boolean usable = head.status() == 200
                    && head.header("X-Instance-Identity").isPresent()
                    && head.header("X-Jenkins-Agent-Protocols").orElse("").contains("JNLP4-connect");
            return head.header("X-Jenkins-JNLP-Port")
                    .filter(port -> usable)
                    .map(port -> new InetSocketAddress(
                            head.header("X-Jenkins-JNLP-Host")
                                    .orElse(settings.url().getHost()),
                            Integer.parseInt(port)));
        } catch (IOException e) {
            failed(Step.LISTENER, e);
            return Optional.empty();
        }
    }

    /** A probe, and then the connection. */
    Optional<Connected> tcp(InetSocketAddress address) {
        Socket socket = new Socket();
        try {
            try (Socket probe = new Socket()) {
                probe.connect(address, 5_000);
            }
            socket.setTcpNoDelay(true);
            socket.connect(address, 10_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            var hello = new JnlpHandshake.Hello(settings.name(), settings.secret());
            if (JnlpHandshake.send(in, socket.getOutputStream(), hello)) {
                attempts.accept(new Attempt(Instant.now(), Step.AGENT_PORT, Optional.empty(), "connected"));
                return Optional.of(
                        new Connected(Channels.tcpOfAgent(socket, in, settings.writeLimit()), Optional.empty()));
            }
            socket.close();
            throw new IOException("the controller refused the connection");
        } catch (IOException e) {
            Sockets.reset(socket);
            failed(Step.AGENT_PORT, e);
            return Optional.empty();
        }
    }

    private Reply tell(Step step, Reply reply) {
        attempts.accept(new Attempt(Instant.now(), step, Optional.of(reply.head()), reply.text()));
        return reply;
    }

    private boolean failed(Step step, IOException failure) {
        attempts.accept(new Attempt(Instant.now(), step, Optional.empty(), String.valueOf(failure.getMessage())));
        return false;
    }
}
