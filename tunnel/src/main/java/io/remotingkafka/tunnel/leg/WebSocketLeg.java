package io.remotingkafka.tunnel.leg;

import io.remotingkafka.protocol.session.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import java.time.Duration;

/**
 * A WebSocket agent's connection: its binary messages are a byte stream, and where one ends means nothing (remoting's
 * receiver is a streaming parser).
 */
public final class WebSocketLeg implements Leg {
    /** How this leg keeps the connection alive beside answering pings, which Vert.x does. */
    public enum KeepAlive {
        /**
         * Towards agent.jar: a ping each second in which data flowed. agent.jar's client (Tyrus) now and then stops
         * sending in the midst of bulk until a frame comes in.
         */
        PING_WHILE_DATA_FLOWS(Duration.ofSeconds(1)),
        /**
         * Towards the controller: an unsolicited pong every ten seconds. While we hold its data back, its pings are
         * stuck behind that data unanswered, and it would hang up after 60 s without a frame from us.
         */
        PONG_ALWAYS(Duration.ofSeconds(10));

        private final Duration period;

        KeepAlive(Duration period) {
            this.period = period;
        }
    }

    /** Messages stay below the 64 KiB that both ends accept. */
    private static final int MAX_MESSAGE = 32 * 1024;

    private static final long FORCE_MILLIS = 5_000;
    private static final int MAX_REASON_BYTES = 120;
    private static final short NORMAL_CLOSURE = 1000;

    private final Vertx vertx;
    private final WebSocketBase socket;
    private final KeepAlive keepAlive;
    private final Runnable force;
    private final Promise<Void> closed = Promise.promise();
    private long timer = -1;
    private boolean flowed;
    private boolean closedHere;
    private String failure = "";

    /**
     * @param force closes the connection below the WebSocket at once
     */
    public WebSocketLeg(Vertx vertx, WebSocketBase socket, KeepAlive keepAlive, Runnable force) {
        this.vertx = vertx;
        this.socket = socket;
        this.keepAlive = keepAlive;
        this.force = force;
        socket.pause();
    }

    @Override
    public void start(Listener listener) {
        socket.exceptionHandler(e -> failure = String.valueOf(e.getMessage()));
        socket.closeHandler(v -> {
            closed.tryComplete();
            vertx.cancelTimer(timer);
            if (!closedHere) {
                closedHere = true;
                listener.closed(ended() ? CloseCode.PEER_CLOSED : CloseCode.PEER_FAILED, describeEnd());
            }
        });
        socket.handler(bytes -> {
            flowed = true;
            listener.data(bytes);
        });
        timer = vertx.setPeriodic(keepAlive.period.toMillis(), id -> keepAlive());
        socket.resume();
    }

    private boolean ended() {
        return socket.closeStatusCode() != null && socket.closeStatusCode() != 1006;
    }

    private String describeEnd() {
        if (ended()) {
            String reason = socket.closeReason() == null || socket.closeReason().isBlank()
                    ? ""
                    : " (" + socket.closeReason() + ")";
            return "its WebSocket was closed with code " + socket.closeStatusCode() + reason;
        }
        return "its connection was lost" + (failure.isEmpty() ? "" : ": " + failure);
    }

    private void keepAlive() {
        switch (keepAlive) {
            case PONG_ALWAYS -> socket.writePong(Buffer.buffer());
            case PING_WHILE_DATA_FLOWS -> {
                if (flowed) {
                    flowed = false;
                    socket.writePing(Buffer.buffer());
                }
            }
        }
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        flowed = true;
        int from = 0;
        for (; bytes.length() - from > MAX_MESSAGE; from += MAX_MESSAGE) {
            socket.writeBinaryMessage(bytes.slice(from, from + MAX_MESSAGE));
        }
        return socket.writeBinaryMessage(from == 0 ? bytes : bytes.slice(from, bytes.length()));
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public Future<Void> close(CloseCode code, String reason) {
        if (!closedHere) {
            closedHere = true;
            vertx.cancelTimer(timer);
            long forceTimer = vertx.setTimer(FORCE_MILLIS, id -> force.run());
            // What still comes in is of no use, but must be read for the closing handshake to be seen.
            socket.handler(bytes -> {});
            socket.closeHandler(v -> {
                vertx.cancelTimer(forceTimer);
                closed.tryComplete();
            });
            socket.close(NORMAL_CLOSURE, brief(code, reason));
            socket.resume();
        }
        return closed.future();
    }

    /** A WebSocket's close reason has at most 123 bytes. */
    private static String brief(CloseCode code, String reason) {
        StringBuilder ascii = new StringBuilder();
        (code + ": " + reason)
                .chars()
                .limit(MAX_REASON_BYTES)
                .forEach(c -> ascii.append(c >= ' ' && c < 127 ? (char) c : '?'));
        return ascii.toString();
    }
}
