package io.remotingkafka.testbed.controller;

import io.remotingkafka.testbed.channel.End;
import io.remotingkafka.testbed.channel.HttpHead;
import io.remotingkafka.testbed.channel.WebSocketKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code wsagents/}: who is let in, in the order in which Jenkins's {@code WebSocketAgents} asks. */
final class AgentUpgrade {
    static final String MINIMUM_VERSION = "4.7";

    private static final String CAPABILITY = "rO0ABXNyABpodWRzb24ucmVtb3RpbmcuQ2FwYWJpbGl0eQ==";
    private static final String ONLY_FOR_AGENTS = "This endpoint is only for use from agent.jar in WebSocket mode\n";
    private static final Duration OLD_CONNECTION = Duration.ofSeconds(5);

    private final Nodes nodes;

    AgentUpgrade(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * The answer: 101 if the agent is let in, and then its connection is claimed.
     *
     * @param cookie to be given to it
     */
    Answer answer(HttpHead request, String cookie) {
        Optional<String> name = request.header("Node-Name");
        Optional<String> secret = request.header("Secret-Key");
        if (name.isEmpty()
                || secret.isEmpty()
                || request.header("X-Remoting-Capability").isEmpty()) {
            return Answer.text(400, ONLY_FOR_AGENTS);
        }
        if (!nodes.exists(name.get())) {
            return Answer.text(400, "no such agent\n");
        }
        if (!nodes.isSecret(name.get(), secret.get())) {
            return Answer.empty(403);
        }
        Map<String, String> three = new LinkedHashMap<>();
        three.put("X-Remoting-Capability", CAPABILITY);
        three.put("X-Remoting-Minimum-Version", MINIMUM_VERSION);
        three.put("Connection-Cookie", cookie);
        Optional<String> key = request.header("Sec-WebSocket-Key");
        if (!request.header("Upgrade").orElse("").equalsIgnoreCase("websocket") || key.isEmpty()) {
            return Answer.text(400, "not a WebSocket\n").with(three);
        }
        dropFormer(name.get(), request.header("Connection-Cookie"));
        if (!nodes.claim(name.get())) {
            return Answer.text(
                    400, name.get() + " is already connected to this controller. Rejecting this connection.\n");
        }
        three.put("Upgrade", "websocket");
        three.put("Connection", "Upgrade");
        three.put("Sec-WebSocket-Accept", WebSocketKey.accept(key.get()));
        return Answer.empty(101).with(three);
    }

    /** Who shows the cookie of the present connection is the same agent: its old connection has to go. */
    private void dropFormer(String name, Optional<String> cookie) {
        nodes.session(name)
                .filter(session -> cookie.equals(Optional.of(session.cookie())))
                .ifPresent(session -> {
                    session.channel().close(End.NORMAL, "reconnected");
                    session.channel().awaitEnd(OLD_CONNECTION);
                });
    }
}
