package io.remotingkafka.agent.tunnel;

import io.remotingkafka.protocol.frame.Frame;
import io.remotingkafka.tunnel.session.SessionEnd;
import io.remotingkafka.tunnel.session.SessionEndpoint;
import io.vertx.core.buffer.Buffer;

/** Passes on what a session tells. */
abstract class ForwardingListener implements SessionEndpoint.Listener {
    private final SessionEndpoint.Listener next;

    ForwardingListener(SessionEndpoint.Listener next) {
        this.next = next;
    }

    @Override
    public void opened(Frame.Opened opened) {
        next.opened(opened);
    }

    @Override
    public void refused(Frame.Refused refused) {
        next.refused(refused);
    }

    @Override
    public void data(Buffer bytes) {
        next.data(bytes);
    }

    @Override
    public void writable() {
        next.writable();
    }

    @Override
    public void closed(SessionEnd end) {
        next.closed(end);
    }

    @Override
    public void finished() {
        next.finished();
    }
}
