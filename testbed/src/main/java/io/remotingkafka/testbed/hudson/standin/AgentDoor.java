package io.remotingkafka.testbed.hudson.standin;

import io.remotingkafka.testbed.hudson.standin.Jnlp2Handshake.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code wsagents/} in front of a Hudson, which has TCP agents alone: checks what Jenkins checks, in its order and with its
 * answers, then speaks the TCP handshake for the agent and carries the channel's bytes as they are.
 */
final class AgentDoor {
    private static final System.Logger LOG = System.getLogger(AgentDoor.class.getName());
    private static final String CAPABILITY = "rO0ABXNyABpodWRzb24ucmVtb3RpbmcuQ2FwYWJpbGl0eQ==";
    /** Jenkins's own messages are no longer than this. */
    private static final int MESSAGE = 8 * 1024;

    private final Vertx vertx;
    private final NetClient client;
    private final int agentPort;
    private final Function<String, Optional<String>> secrets;
    private final SecureRandom random = new SecureRandom();

    /** @param secrets a node's secret, empty where there is no such node; may block */
    AgentDoor(Vertx vertx, int agentPort, Function<String, Optional<String>> secrets) {
        this.vertx = vertx;
        this.client = vertx.createNetClient();
        this.agentPort = agentPort;
        this.secrets = secrets;
    }

    void handle(HttpServerRequest request) {
        String node = request.getHeader("Node-Name");
        String secret = request.getHeader("Secret-Key");
        if (node == null || secret == null || request.getHeader("X-Remoting-Capability") == null) {
            refuse(request, 400, "This endpoint is only for use from agent.jar in WebSocket mode");
            return;
        }
        request.pause();
        vertx.executeBlocking(() -> secrets.apply(node), false)
                .onFailure(e -> refuse(request, 503, "the controller does not answer: " + e.getMessage()))
                .onSuccess(known -> {
                    if (known.isEmpty()) {
                        refuse(request, 400, "no such agent");
                    } else if (!known.get().equals(secret)) {
                        refuse(request, 403, "");
                    } else {
                        connect(request, node, secret);
                    }
                });
    }

    private void connect(HttpServerRequest request, String node, String secret) {
        client.connect(agentPort, "127.0.0.1")
                .onFailure(e -> refuse(request, 503, "the agent port does not answer: " + e.getMessage()))
                .onSuccess(socket -> shakeHands(socket, node, secret)
                        .onFailure(e -> {
                            refuse(request, 400, e.getMessage());
                            socket.close();
                        })
                        .onSuccess(early -> upgrade(request, socket, early)));
    }

    /** The channel's first bytes, if some came with the welcome; the socket is paused then. */
    private static Future<Buffer> shakeHands(NetSocket socket, String node, String secret) {
        Promise<Buffer> done = Promise.promise();
        Buffer came = Buffer.buffer();
        socket.closeHandler(v -> done.tryFail("the controller closed the connection: " + came));
        socket.handler(bytes -> {
            came.appendBuffer(bytes);
            switch (Jnlp2Handshake.reply(came)) {
                case Reply.Incomplete() -> {}
                case Reply.Rejected(String reason) -> done.tryFail(reason);
                case Reply.Welcome(int length) -> {
                    socket.pause();
                    done.tryComplete(came.getBuffer(length, came.length()));
                }
            }
        });
        socket.write(Jnlp2Handshake.greeting(node, secret)).onFailure(done::tryFail);
        return done.future();
    }

    private void upgrade(HttpServerRequest request, NetSocket socket, Buffer early) {
        byte[] cookie = new byte[32];
        random.nextBytes(cookie);
        request.response()
                .putHeader("X-Remoting-Capability", CAPABILITY)
                .putHeader("X-Remoting-Minimum-Version", "4.7")
                .putHeader("Connection-Cookie", HexFormat.of().formatHex(cookie));
        request.toWebSocket()
                .onFailure(e -> {
                    LOG.log(System.Logger.Level.WARNING, "An agent's upgrade failed", e);
                    socket.close();
                })
                .onSuccess(agent -> join(agent, socket, early));
        request.resume();
    }

    private static void join(ServerWebSocket agent, NetSocket controller, Buffer early) {
        agent.closeHandler(v -> controller.close());
        controller.closeHandler(v -> agent.close());
        agent.handler(bytes -> {
            controller.write(bytes);
            if (controller.writeQueueFull()) {
                agent.pause();
                controller.drainHandler(v -> agent.resume());
            }
        });
        controller.handler(bytes -> {
            send(agent, bytes);
            if (agent.writeQueueFull()) {
                controller.pause();
                agent.drainHandler(v -> controller.resume());
            }
        });
        send(agent, early);
        controller.resume();
    }

    private static void send(ServerWebSocket agent, Buffer bytes) {
        for (int from = 0; from < bytes.length(); from += MESSAGE) {
            agent.writeBinaryMessage(bytes.getBuffer(from, Math.min(bytes.length(), from + MESSAGE)));
        }
    }

    private static void refuse(HttpServerRequest request, int status, String text) {
        request.response().setStatusCode(status).end(text.isEmpty() ? "" : text + "\n");
        request.resume();
    }
}
