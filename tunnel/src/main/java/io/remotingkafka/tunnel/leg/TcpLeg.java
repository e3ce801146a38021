package io.remotingkafka.tunnel.leg;

import io.remotingkafka.protocol.session.CloseCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** A TCP agent's connection. The socket comes paused. */
public final class TcpLeg implements Leg {
    private static final long FORCE_MILLIS = 5_000;

    private final Vertx vertx;
    private final NetSocket socket;
    private final Promise<Void> closed = Promise.promise();
    private boolean closedHere;
    private String failure = "";

    /** Over a socket that was paused when it was made. */
    public TcpLeg(Vertx vertx, NetSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
    }

    @Override
    public void start(Listener listener) {
        socket.exceptionHandler(e -> failure = String.valueOf(e.getMessage()));
        socket.closeHandler(v -> {
            closed.tryComplete();
            if (!closedHere) {
                closedHere = true;
                listener.closed(
                        failure.isEmpty() ? CloseCode.PEER_CLOSED : CloseCode.PEER_FAILED,
                        failure.isEmpty() ? "its TCP connection was closed" : "its TCP connection failed: " + failure);
            }
        });
        socket.handler(listener::data);
        socket.resume();
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        return socket.write(bytes);
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
            long force = vertx.setTimer(FORCE_MILLIS, id -> socket.close());
            socket.end().onComplete(done -> {
                vertx.cancelTimer(force);
                socket.close().onComplete(v -> closed.tryComplete());
            });
        }
        return closed.future();
    }
}
