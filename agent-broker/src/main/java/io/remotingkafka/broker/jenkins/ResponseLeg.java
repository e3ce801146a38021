package io.remotingkafka.broker.jenkins;

import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.tunnel.leg.Leg;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** The body of an HTTP response, as a leg that only delivers. */
final class ResponseLeg implements Leg {
    private final HttpClientResponse response;
    private boolean over;

    ResponseLeg(HttpClientResponse response) {
        this.response = response;
        response.pause();
    }

    @Override
    public void start(Listener listener) {
        response.handler(listener::data);
        response.endHandler(v -> {
            if (!over) {
                over = true;
                listener.closed(CloseCode.PEER_CLOSED, "complete");
            }
        });
        response.exceptionHandler(e -> {
            if (!over) {
                over = true;
                listener.closed(CloseCode.PEER_FAILED, "its answer broke off: " + e.getMessage());
            }
        });
        response.resume();
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        return Future.failedFuture("a download takes no data");
    }

    @Override
    public void pause() {
        response.pause();
    }

    @Override
    public void resume() {
        response.resume();
    }

    @Override
    public Future<Void> close(CloseCode code, String reason) {
        if (!over) {
            over = true;
            // Else Vert.x logs the end that is made here as an error, at each readiness check.
            response.exceptionHandler(e -> {});
            // The connection goes back to its pool only after the body was read; closing it is quicker.
            return response.request().connection().close();
        }
        return Future.succeededFuture();
    }
}
