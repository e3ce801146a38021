package io.remotingkafka.agent.door;

import io.remotingkafka.protocol.session.CloseCode;
import io.remotingkafka.tunnel.leg.Leg;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** A leg of which some bytes have been read already. */
final class FirstBytesLeg implements Leg {
    private final Leg leg;
    private final Buffer first;

    FirstBytesLeg(Leg leg, Buffer first) {
        this.leg = leg;
        this.first = first;
    }

    @Override
    public void start(Listener listener) {
        listener.data(first);
        leg.start(listener);
    }

    @Override
    public Future<Void> write(Buffer bytes) {
        return leg.write(bytes);
    }

    @Override
    public void pause() {
        leg.pause();
    }

    @Override
    public void resume() {
        leg.resume();
    }

    @Override
    public Future<Void> close(CloseCode code, String reason) {
        return leg.close(code, reason);
    }
}
